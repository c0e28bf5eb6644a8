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

    private static readonly string[] Canaries = ["anna.schmidt@canary.at", "6649876543", "4155552671", "4539148803436467", "AT611904300234573201", "536904399"];

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

    private static string Intent(string id, string tool, string action, string parameters) =>
        $$"""{"id":"{{id}}","tenant":"acme","agent":"bot","tool":"{{tool}}","action":"{{action}}","reply_topic":"acme.replies","parameters":{{parameters}}}""";

    private static string Describe((string Topic, string Text, SourceRecord Record) record)
    {
        var decision = DecisionReader.Read(record.Record)!;
        var why = decision.Outcome == Aegis.Streams.Outcome.DecisionOutcome.Deny ? " " + decision.Reasons[^1].Code : "";
        return $"{decision.IntentId} {(decision.Outcome == Aegis.Streams.Outcome.DecisionOutcome.ApprovalNeeded ? "approval_needed" : decision.Outcome.ToString().ToLowerInvariant())}{why}";
    }

    private List<(string Topic, string Text, SourceRecord Record)> ReadTopics()
    {
        using var announced = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.FullName, "embedded.json")));
        var servers = announced.RootElement.GetProperty("bootstrap_servers").GetString();
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
