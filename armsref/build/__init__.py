"""Seeds to datasets, in steps: resolve, agree, assemble, write; and the cross-record rules."""
