"""A comparison as a picture: figures as bars, words beside them, sources under them."""
