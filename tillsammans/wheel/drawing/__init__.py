"""The wheel as strings of inline SVG: geometry, faces and an edition's words put together. Styles are in static/wheel/wheel.css.

Everything about an answer is a data attribute that a script may set: nothing of the drawing is ever made again.
"""

from tillsammans.wheel.drawing.faces import face_svg, hub
from tillsammans.wheel.drawing.wheels import lines_of, plain_name, poster, talk

__all__ = ["face_svg", "hub", "lines_of", "plain_name", "poster", "talk"]
