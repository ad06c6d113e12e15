import Testing

/// Everything that listens on a port is here, one test after another.
@Suite(.serialized) struct IntegrationTests {}
