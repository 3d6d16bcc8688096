"""What a reader of pictures says when it gives up."""


class Broken(Exception):
    """The bytes are no whole picture of their kind. sentence: when there is something better to say than that."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
