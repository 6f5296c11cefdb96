"""The picture that goes with the address of an article when somebody passes it on: drawn here, asked of nobody."""
