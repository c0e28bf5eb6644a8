using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Tests.Policy.Publication;

/// <summary>A publisher's key, and records of what it publishes.</summary>
internal sealed class PublicationScene : IDisposable
{
    public const string Topic = "aegis.policies";

    public static readonly DateTimeOffset Time = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly List<PublicationSigner> _signers = [];
    private readonly Dictionary<string, PolicyCompilation> _compiled = [];

    public PublicationScene()
    {
        Signer = CreateSigner();
        Keys = KeysOf(Signer);
    }

    public PublicationSigner Signer { get; }

    public TrustedKeys Keys { get; }

    public static TrustedKeys KeysOf(PublicationSigner signer) => TrustedKeys.FromPem(signer.PublicPem);

    /// <summary>Makes the content of a set in which an agent may give so much discount.</summary>
    public static byte[] Content(int percent) => ContentOf(Policy("sales-composer", percent));

    /// <summary>Makes the content of a set of so many bytes and more, with an agent after the other.</summary>
    public static byte[] BigContent(int bytes)
    {
        var perAgent = (ContentOf(Policies(101)).Length - ContentOf(Policies(1)).Length) / 100;
        return ContentOf(Policies((bytes / perAgent) + 1));

        static string Policies(int count) => string.Join("---\n", Enumerable.Range(0, count).Select(i => Policy($"agent-{i:D50}", 10)));
    }

    public static List<OutboundRecord> Records(SignedPublication publication, byte[] content) => [.. PolicyPublisher.RecordsOf(Topic, publication, new PublicationPayload(content))];

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
        SignedPublication.Sign(new PublicationDraft(new PublicationPayload(content), parent?.Publication.Id, "ann", message, Time), signer ?? Signer);

    public SignedPublication Sign(PublicationPayload payload) => SignedPublication.Sign(new PublicationDraft(payload, Parent: null, "ann", "", Time), Signer);

    public PublicationLog CreateLog() => new(Keys, Compile);

    public void Dispose() => _signers.ForEach(signer => signer.Dispose());

    /// <summary>Compiles each content once: most of the time of a replay goes there.</summary>
    private PolicyCompilation Compile(PublicationPayload payload)
    {
        var name = Convert.ToHexString(SHA256.HashData(payload.Content.Span));
        if (!_compiled.TryGetValue(name, out var compilation)) _compiled.Add(name, compilation = PolicyCompilation.Of(payload, TermKeys.None));
        return compilation;
    }

    private static byte[] ContentOf(string yaml) => PolicyContent.Write(PolicyLoader.Load([new PolicySource("a.yaml", yaml)]).Snapshot!.Documents);

    private static string Policy(string agent, int percent) => $"""
        agent: {agent}
        allowed_tools:
          - name: pricing-api
            actions: [generate_quote]
            conditions:
              max_discount_percent: {percent}

        """;
}
