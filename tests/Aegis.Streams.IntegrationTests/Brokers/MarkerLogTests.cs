namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>What a broker's log tells of the markers that it dropped.</summary>
public sealed class MarkerLogTests
{
    private const string Commit = "[] TRACE [Transaction Marker Channel Manager 1]: Added marker TxnMarkerEntry{producerId=1, producerEpoch=0, coordinatorEpoch=0, result=COMMIT, " +
        "partitions=[t.audit-1, t.state-1, __consumer_offsets-1], transactionVersion=0} for transactional id t-one-0 to destination broker 1 (kafka)";

    private const string Complete = "[] TRACE [Transaction Marker Channel Manager 1]: Completed sending transaction markers for t-one-0; begin transition to COMPLETE_COMMIT (kafka)";

    [Theory]
    [InlineData("t.audit-1, t.state-1, __consumer_offsets-1", 0)]
    [InlineData("t.audit-1, __consumer_offsets-1", 1)]
    public void CommitThatLosesSomeOfItsMarkers_IsTorn(string dropped, int torn)
    {
        var log = new MarkerLog();
        log.Read(Commit);
        log.Read(Skip(dropped));
        Assert.Equal((1, torn), (log.Dropped, log.Torn));
    }

    [Fact]
    public void CommitThatWasBeingWrittenWhenTheBrokerWasKilled_MayBeTorn()
    {
        var log = new MarkerLog();
        log.Read(Commit);
        log.NoteKill();
        log.Read(Skip("t.audit-1, t.state-1, __consumer_offsets-1"));
        Assert.Equal((1, 1), (log.Dropped, log.Torn));
    }

    [Fact]
    public void MarkersOfALaterTransaction_AreNotHeldAgainstACommitThatIsComplete()
    {
        var log = new MarkerLog();
        log.Read(Commit);
        log.Read(Complete);
        log.NoteKill();
        log.Read(Skip("t.audit-1"));
        Assert.Equal((1, 0), (log.Dropped, log.Torn));
    }

    private static string Skip(string partitions) =>
        $"[] INFO [Transaction Marker Channel Manager 1]: Couldn't find leader endpoint for partitions HashSet({partitions}) while trying to send transaction markers for t-one-0, these partitions are likely deleted already and hence can be skipped (kafka)";
}
