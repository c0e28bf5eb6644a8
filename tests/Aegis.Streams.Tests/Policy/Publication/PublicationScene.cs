using System.Text;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Tests.Policy.Publication;

/// <summary>A publisher's key, and records of what it publishes.</summary>
internal sealed class PublicationScene : IDisposable
{
    public const string Topic = "aegis.policies";

    public static readonly DateTimeOffset Time = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly List<PublicationSigner> _signers = [];

    public PublicationScene()
    {
        Signer = CreateSigner();
        Keys = KeysOf(Signer);
    }

    public PublicationSigner Signer { get; }

    public TrustedKeys Keys { get; }

    public static TrustedKeys KeysOf(PublicationSigner signer) => TrustedKeys.FromPem(signer.PublicPem);

    /// <summary>Makes the content of a set in which an agent may give so much discount.</summary>
    public static byte[] Content(int percent) => PolicyText.Write(PolicyLoader.Load([new PolicySource("a.yaml", $$"""
        agent: sales-composer
        allowed_tools:
          - name: pricing-api
            actions: [generate_quote]
            conditions: { max_discount_percent: {{percent}} }
        """)]).Snapshot!);

    public static List<OutboundRecord> Records(SignedPublication publication, byte[] content) => [.. PolicyPublisher.RecordsOf(Topic, publication, content)];

    /// <summary>Gives records their offsets.</summary>
    public static List<SourceRecord> Place(IEnumerable<OutboundRecord> records, long start = 0) =>
        [.. records.Select((record, i) => At(start + i, record.Key, record.Value))];

    public static SourceRecord At(long offset, byte[]? key, byte[]? value) => new() { Topic = Topic, Partition = 0, Offset = offset, Timestamp = Time, Key = key, Value = value };

    /// <summary>Keeps of each key the last record, as compaction does up to an offset.</summary>
    public static List<SourceRecord> Compact(List<SourceRecord> log, long upTo)
    {
        var last = log.Where(record => record.Offset < upTo).GroupBy(record => Encoding.UTF8.GetString(record.Key!)).ToDictionary(records => records.Key, records => records.Max(record => record.Offset));
        return [.. log.Where(record => record.Offset >= upTo || last[Encoding.UTF8.GetString(record.Key!)] == record.Offset)];
    }

    public PublicationSigner CreateSigner()
    {
        var signer = PublicationSigner.FromPem(PolicyKeys.Create().PrivatePem);
        _signers.Add(signer);
        return signer;
    }

    public SignedPublication Sign(byte[] content, SignedPublication? parent, PublicationSigner? signer = null, string message = "") =>
        SignedPublication.Sign(new PublicationDraft(content, parent?.Publication.Id, "ann", message, Time), signer ?? Signer);

    public PublicationLog CreateLog() => new(Keys, PolicyText.Compile);

    public void Dispose() => _signers.ForEach(signer => signer.Dispose());
}
