using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Confluent.Kafka;

namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>Plants values in intents that a profile redacts, and looks for them in everything that the process of an instance and its clients emit.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Policy = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        dlp_profiles:
          - {name: strict, operators: {CREDIT_CARD: block, IBAN: hash, PHONE: replace_numbered}}
        rules:
          - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}
          - {id: sell, effect: permit, what: {tools: shop}, unknown_parameters: allow, catalog: {sku: sku}}
          - {id: ask, effect: require_approval, what: {actions: delete}}
          - {id: redact, effect: sanitize, dlp: {profile: strict}}
        """;

    private static readonly string[] Canaries = ["anna.schmidt@canary.at", "6649876543", "4155552671", "4539148803436467", "AT611904300234573201", "536904399", "wilhelminaarchibald"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-canary-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("protobuf")]
    [InlineData("json")]
    public void NothingButTheIntents_HoldsWhatAProfileRedacts(string wire)
    {
        using var up = Start("up", "--embedded", "--topic", "acme.replies", "--wire", wire, "--policies", Write("policy.yaml", Policy));
        up.Error.WaitFor("RUNNING\n");
        using var load = Start("agents", "load", Write("agents.jsonl", """{"tenant":"acme","agent":"bot","state":"enabled"}""" + "\n"));
        Assert.Equal(0, load.ExitCode());
        string[] intents =
        [
            Intent("a", "crm", "send", """{"to":"anna.schmidt@canary.at","note":"call +43 664 9876543 or (415) 555-2671","iban":"AT61 1904 3002 3457 3201"}"""),
            Intent("b", "crm", "send", """{"rows":[{"mail":"anna.schmidt\u0040canary.at"},{"inner":"{\"ssn\":\"536-90-4399\"}"}],"ssn":536904399}"""),
            Intent("c", "crm", "send", """{"anna.schmidt@canary.at":{"card":"4539 1488 0343 6467"}}"""),
            Intent("d", "crm", "delete", """{"who":{"anna.schmidt@canary.at":"anna.schmidt%40canary.at"}}"""),
            Intent("e", "shop", "buy", """{"sku":"536-90-4399"}"""),
            Intent("f", "crm", "send", """{"anna.schmidt@canary.at":1,"anna.schmidt@canary.at":2}"""),
            Intent("g", "crm", "send", """{"note":"nothing here"}"""),
            Intent("a", "crm", "send", """{"to":"anna.schmidt@canary.at","note":"call +43 664 9876543 or (415) 555-2671","iban":"AT61 1904 3002 3457 3201"}"""),
        ];

        using var submit = Start("submit", Write("intents.jsonl", string.Join('\n', intents) + "\n"), "--json");
        Assert.Equal(0, submit.ExitCode());
        var topics = ReadTopics();
        using var watch = Start("watch", "--from", "beginning", "--count", "8");
        Assert.Equal(0, watch.ExitCode());
        up.Signal("TERM");
        Assert.Equal(0, up.ExitCode());

        Assert.Equal(
            ["a sanitize", "a sanitize", "b sanitize", "c deny dlp.blocked", "d approval_needed", "e deny catalog.sku_unknown", "f deny intents.duplicate_key", "g allow"],
            topics.Where(record => record.Topic == "aegis.decisions").Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(8, topics.Count(record => record.Topic == "acme.replies"));
        Assert.Equal(7, topics.Count(record => record.Topic == "aegis.audit"));
        Assert.Equal(7, topics.Count(record => record.Topic == "aegis.state" && record.Text.Contains("reply/acme/bot/", StringComparison.Ordinal)));
        Assert.NotNull(FindCanary(string.Join('\n', topics.Where(record => record.Topic == "aegis.intents").Select(record => record.Text))));
        Assert.All(topics.Where(record => record.Topic != "aegis.intents"), record => Assert.True(FindCanary(record.Text) is not { } found, $"{record.Topic} holds {FindCanary(record.Text)}: {record.Text}"));
        Assert.All((CliProcess[])[up, load, submit, watch], process => Assert.Null(FindCanary(process.Output.ToString() + process.Error)));
        Assert.Contains("[EMAIL]", submit.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingButTheBytesOfADeadLetter_HoldsWhatItsIntentHeld()
    {
        var key = Write("terms.key", "a key of sixteen");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var build = new CliProcess("dlp", "terms", "build", Write("customers.txt", "Wilhelmina Archibald\n"), "--key-file", key, "--out", PathOf("customers.terms"));
        Assert.Equal(0, build.ExitCode());
        File.Delete(PathOf("customers.txt"));
        var file = build.Output.ToString().Split('\n')[1].Trim();
        var policy = Policy.Replace("PHONE: replace_numbered}}", $"PHONE: replace_numbered}}, detectors: {{customers: replace}}}}\ndlp_detectors:\n  - name: customers\n    {file}", StringComparison.Ordinal);
        using var up = Start("up", "--embedded", "--admin-listen", "127.0.0.1:0", "--policies", Write("policy.yaml", policy), "--terms-key-file", key);
        up.Error.WaitFor("RUNNING\n");
        up.Error.WaitFor("the admin port at ");
        using var load = Start("agents", "load", Write("agents.jsonl", """{"tenant":"acme","agent":"bot","state":"enabled"}""" + "\n"));
        Assert.Equal(0, load.ExitCode());
        string[] broken =
        [
            """{"id":"x","tenant":"acme","agent":"bot","parameters":{"to":"anna.schmidt@canary.at" """,
            """{"id":"x","tenant":"acme","agent":"bot","tool":"crm","action":"send","anna.schmidt@canary.at":"+43 664 9876543"}""",
            """{"id":"x","tenant":"acme","agent":"bot","tool":"crm","action":"send","deadline_ms":"4539 1488 0343 6467"}""",
            """{"id":"anna.schmidt@canary.at","id":"536-90-4399","tenant":"acme","agent":"bot","tool":"crm","action":"send"}""",
            "AT61 1904 3002 3457 3201",
        ];
        Produce([.. broken, Intent("a", "crm", "send", """{"to":"anna.schmidt@canary.at","who":"to Wilhelmina  ARCHIBALD"}"""), Intent("c", "crm", "send", """{"card":"4539 1488 0343 6467"}""")]);
        var topics = ReadTopics();
        for (var deadline = DateTime.UtcNow.AddSeconds(60); topics.Count(record => record.Topic is "aegis.audit") < broken.Length + 2 && DateTime.UtcNow < deadline; topics = ReadTopics()) Thread.Sleep(200);
        using var list = Start("dlq", "list");
        using var show = Start("dlq", "show", "aegis.intents/0/0");
        using var state = Start("admin", "state");
        Assert.All((CliProcess[])[list, show, state], process => Assert.Equal(0, process.ExitCode()));
        var metrics = Metrics();
        up.Signal("TERM");
        Assert.Equal(0, up.ExitCode());

        var letters = topics.Where(record => record.Topic == "aegis.dlq").ToList();
        Assert.Equal(broken.Order(StringComparer.Ordinal), letters.Select(record => Encoding.UTF8.GetString(record.Record.Value!)).Order(StringComparer.Ordinal));
        Assert.All(letters, letter => Assert.Contains("aegis.dlq.stage", letter.Record.Headers.Select(header => header.Name)));
        Assert.All(letters, letter => Assert.Null(FindCanary(string.Join('\n', letter.Record.Headers.Select(header => header.Name + Encoding.UTF8.GetString(header.Value ?? []))))));
        Assert.Equal(["a sanitize", "c deny dlp.blocked"], topics.Where(record => record.Topic == "aegis.decisions").Select(Describe).Order(StringComparer.Ordinal));
        Assert.All(topics.Where(record => record.Topic is not ("aegis.intents" or "aegis.dlq")), record => Assert.True(FindCanary(record.Text) is null, $"{record.Topic} holds {FindCanary(record.Text)}: {record.Text}"));
        Assert.All((CliProcess[])[build, up, load, list, show, state], process => Assert.Null(FindCanary(process.Output.ToString() + process.Error)));
        Assert.Contains("aegis_dead_letters_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("CUSTOM:customers", metrics, StringComparison.Ordinal);
        Assert.Contains("aegis_dlp_", metrics, StringComparison.Ordinal);
        Assert.Null(FindCanary(metrics));
    }

    private static string Intent(string id, string tool, string action, string parameters) =>
        $$"""{"id":"{{id}}","tenant":"acme","agent":"bot","tool":"{{tool}}","action":"{{action}}","reply_topic":"acme.replies","parameters":{{parameters}}}""";

    private static string Describe((string Topic, string Text, SourceRecord Record) record)
    {
        var decision = DecisionReader.Read(record.Record)!;
        var why = decision.Outcome == Aegis.Streams.Outcome.DecisionOutcome.Deny ? " " + decision.Reasons[^1].Code : "";
        return $"{decision.IntentId} {(decision.Outcome == Aegis.Streams.Outcome.DecisionOutcome.ApprovalNeeded ? "approval_needed" : decision.Outcome.ToString().ToLowerInvariant())}{why}";
    }

    private static string? Of(string file, string name)
    {
        using var announced = JsonDocument.Parse(File.ReadAllText(file));
        return announced.RootElement.GetProperty(name).GetString();
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Produce(IEnumerable<string> intents)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = Of(PathOf("embedded.json"), "bootstrap_servers") }).Build();
        foreach (var intent in intents) producer.Produce(new TopicPartition("aegis.intents", 0), new Message<byte[], byte[]> { Key = "acme/bot"u8.ToArray(), Value = Encoding.UTF8.GetBytes(intent) });
        producer.Flush(TimeSpan.FromSeconds(30));
    }

    private string Metrics()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(Of(PathOf("admin.json"), "url")!), "/metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(PathOf("admin.token")).Trim());
        using var answer = http.Send(request);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private List<(string Topic, string Text, SourceRecord Record)> ReadTopics()
    {
        var servers = Of(PathOf("embedded.json"), "bootstrap_servers");
        var settings = new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "canary",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadUncommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        };
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = servers }).Build();
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(settings).Build();
        var partitions = admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics
            .SelectMany(topic => topic.Partitions.Select(partition => new TopicPartitionOffset(topic.Topic, partition.PartitionId, Offset.Beginning))).ToList();
        consumer.Assign(partitions);
        var (records, ends) = (new List<(string, string, SourceRecord)>(), 0);
        while (ends < partitions.Count)
        {
            if (consumer.Consume(TimeSpan.FromSeconds(30)) is not { } read) throw new TimeoutException("A topic was not read to its end.");
            if (read.IsPartitionEOF) ends++;
            else records.Add(Record(read));
        }

        return records;
    }

    private static (string Topic, string Text, SourceRecord Record) Record(ConsumeResult<byte[]?, byte[]?> read)
    {
        var headers = read.Message.Headers.Select(header => new RecordHeader(header.Key, header.GetValueBytes())).ToList();
        var text = string.Join('\n', new[] { read.Message.Key, read.Message.Value }.Concat(headers.Select(header => header.Value)).Select(bytes => Encoding.UTF8.GetString(bytes ?? [])));
        var record = new SourceRecord { Topic = read.Topic, Partition = 0, Offset = 0, Timestamp = DateTimeOffset.UnixEpoch, Value = read.Message.Value, Headers = headers };
        return (read.Topic, text, record);
    }

    private static string? FindCanary(string text)
    {
        for (var level = 0; level < 4; level++)
        {
            var packed = Regex.Replace(text.Replace("%40", "@", StringComparison.Ordinal), "[^A-Za-z0-9@.]", "");
            if (Canaries.FirstOrDefault(canary => packed.Contains(canary, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
            text = Regex.Replace(text, @"\\(?:u([0-9a-fA-F]{4})|(.))", match => match.Groups[1].Success ? ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString() : match.Groups[2].Value);
        }

        return null;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private CliProcess Start(params string[] args) => new([.. args, "--state-dir", _folder.FullName]);
}
