"""Reading a report of non-delivery (RFC 3464), as mail servers send them back."""

from email import message_from_bytes
from email.message import Message
from email.policy import compat32

FOR_GOOD = "5."


def failed_addresses(report: bytes) -> list[str]:
    """The addresses a report says can never be reached. None when it is no report, or says "later"."""
    found: list[str] = []
    for part in message_from_bytes(report, policy=compat32).walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            address = _failed(block) if isinstance(block, Message) else ""
            if address and address not in found:
                found.append(address)
    return found


def _failed(block: Message) -> str:
    """The address of one recipient's block when its failure is final; the original one where it was redirected."""
    action = str(block.get("Action", "")).strip().lower()
    if action != "failed" or not str(block.get("Status", "")).strip().startswith(FOR_GOOD):
        return ""
    recipient = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    return recipient.partition(";")[2].strip().strip("<>")
