"""The wheel on paper: what there is to print, and each as a PDF. Blank papers alone: nothing that anybody answered."""

from tillsammans.wheel.printing.papers import Paper, paper_of, papers_of
from tillsammans.wheel.printing.pdf import NoPdfHere, kept_pdf, pdf_works

__all__ = ["NoPdfHere", "Paper", "kept_pdf", "paper_of", "papers_of", "pdf_works"]
