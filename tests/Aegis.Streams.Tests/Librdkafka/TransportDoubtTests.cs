using Aegis.Streams.Kafka.Librdkafka;
using Confluent.Kafka;

namespace Aegis.Streams.Tests.Librdkafka;

/// <summary>The texts are what librdkafka 2.16 says when a broker stops, is killed, or cannot be reached.</summary>
public sealed class TransportDoubtTests
{
    [Theory]
    [InlineData("FAIL", "[thrd:TxnCoordinator]: TxnCoordinator: 127.0.0.1:9092: Disconnected: connection closed by peer: receive 0 after POLLIN (after 5174ms in state UP)", true)]
    [InlineData("FAIL", "[thrd:127.0.0.1:9092/1]: 127.0.0.1:9092/1: Disconnected (after 5174ms in state UP, 1 identical error(s) suppressed)", true)]
    [InlineData("FAIL", "[thrd:127.0.0.1:9092/1]: 127.0.0.1:9092/1: Receive failed: Connection reset by peer", true)]
    [InlineData("REQTMOUT", "[thrd:127.0.0.1:9092/1]: 127.0.0.1:9092/1: Timed out 1 in-flight, 0 retry-queued, 0 out-queue, 0 partially-sent requests", true)]
    [InlineData("FAIL", "[thrd:127.0.0.1:9092/1]: 127.0.0.1:9092/1: Connect to ipv4#127.0.0.1:9092 failed: Connection refused (after 0ms in state CONNECT)", false)]
    [InlineData("FAIL", "[thrd:127.0.0.1:9092/1]: 127.0.0.1:9092/1: Disconnected while requesting ApiVersion (after 1ms in state APIVERSION_QUERY)", false)]
    [InlineData("FAIL", "[thrd:127.0.0.1:9092/bootstrap]: 127.0.0.1:9092/bootstrap: Disconnected (after 60001ms in state UP)", false)]
    [InlineData("GETPID", "[thrd:main]: Failed to acquire transactional PID", false)]
    public void LogLine(string facility, string text, bool isDoubt) =>
        Assert.Equal(isDoubt, TransportDoubt.IsIn(new LogMessage("aegis#producer-1", SyslogLevel.Info, facility, text)));

    [Theory]
    [InlineData(ErrorCode.Local_Transport, "127.0.0.1:9092/1: Disconnected (after 5174ms in state UP)", true)]
    [InlineData(ErrorCode.Local_Transport, "127.0.0.1:9092/1: Connect to ipv4#127.0.0.1:9092 failed: Connection refused (after 0ms in state CONNECT)", false)]
    [InlineData(ErrorCode.Local_TimedOut, "127.0.0.1:9092/1: 1 request(s) timed out", true)]
    [InlineData(ErrorCode.RequestTimedOut, "", true)]
    [InlineData(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down", false)]
    [InlineData(ErrorCode.Local_Resolve, "Failed to resolve", false)]
    public void ErrorEvent(ErrorCode code, string reason, bool isDoubt) => Assert.Equal(isDoubt, TransportDoubt.IsIn(new Error(code, reason)));
}
