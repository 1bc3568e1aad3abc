"""The records: pydantic models without input or output; everything else derives from them."""
