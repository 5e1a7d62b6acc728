"""What is known of documents that were made: the store, and whether they would come out differently now."""
