"""What a person writes, loaded: article files, systems, vocabulary, with the place of each."""
