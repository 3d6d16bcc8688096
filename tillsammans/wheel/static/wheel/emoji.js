/* Emoji to choose from: feelings first, then what a day may hold. Screen readers name them in their own language. */
export const EMOJI = [
  "😀", "🙂", "😌", "😍", "🤩", "😎", "🤔", "😐", "😕", "😢", "😭", "😠", "😱", "😰", "😴", "🤒", "🤐", "🫶",
  "❤️", "💔", "⭐", "☀️", "🌧️", "⛈️", "🌈", "🏠", "🏫", "⚽", "🎮", "🎨", "🎵", "📚", "🐶", "🐱", "🍎", "👍", "👎", "🤝",
];
