from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Counting(PBKDF2PasswordHasher):
    """Counts how often a password is worked out."""

    iterations = 1
    count = 0

    def encode(self, password, salt, iterations=None):
        type(self).count += 1
        return super().encode(password, salt, iterations)
