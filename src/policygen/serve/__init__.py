"""The live preview: the pipe again and again, shown in the browsers of this computer, with the problems on the page."""
