"""Functions called in processes that may be killed, and what these processes are given to do."""
