"""What apps above may react to. Sent inside the transaction of the act."""

from django.dispatch import Signal

record_confirmed = Signal()  # organisation: someone read the record and says that it is right
