"""The figures an operator's monitoring reads from `/metrics`; no text, no names."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """One registry for one bot; nothing is global."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._all = CollectorRegistry()
        self.said = Counter("earshot_messages", "Messages posted or updated", ["kind", "how"], registry=self._all)
        self.refused = Counter("earshot_slack_refusals", "Refusals of Slack", ["verdict"], registry=self._all)
        self.waited = Histogram(
            "earshot_message_wait_seconds",
            "From the wish to the message in Slack",
            buckets=(0.5, 1, 2, 5, 10, 30, 60, 300, 1800),
            registry=self._all,
        )
        self.waiting = Gauge("earshot_outbox_waiting", "Rows that wait", registry=self._all)
        self.failed = Gauge("earshot_outbox_failed", "Rows given up on", registry=self._all)
        self.oldest = Gauge("earshot_outbox_oldest_seconds", "Age of the oldest row that is due", registry=self._all)
        self.blind = Gauge("earshot_listeners_blind", "Listeners that cannot hear", registry=self._all)
        self.leads = Gauge("earshot_leads", "1 where this copy runs the clock", registry=self._all)

    def page(self) -> bytes:
        """Return the page in Prometheus' text format."""
        return generate_latest(self._all)
