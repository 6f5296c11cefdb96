"""WordPress: its own export format, WXR 1.0 to 1.2."""
