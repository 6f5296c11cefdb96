"""The partner maps in the back office."""
