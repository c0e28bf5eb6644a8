using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.Cli;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>A list through two instances that are killed, from submitters that are killed. `AEGIS_LIST_ROWS` sets how many rows it has.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class ListKillTests : IDisposable
{
    private static readonly int Rows = int.TryParse(Environment.GetEnvironmentVariable("AEGIS_LIST_ROWS"), CultureInfo.InvariantCulture, out var rows) ? rows : 200_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-list-kill-");
    private readonly string _prefix = RealKafka.NewPrefix();
    private readonly FaultBroker _broker;
    private readonly ITestOutputHelper _output;
    private readonly PolicyKeys _keys = PolicyKeys.Create();

    public ListKillTests(FaultBroker broker, ITestOutputHelper output) => (_broker, _output) = (broker, output);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void KilledInstancesAndSubmitters_GiveTheBytesOfTheOfflineRedactionOnce()
    {
        var file = Write("rows.csv", Prospects());
        WriteKeys();
        Run(0, ["topics", "apply", .. OfCluster()]);
        var (one, two) = (Start("one"), Start("two"));
        try
        {
            one.Error.WaitFor("RUNNING\n");
            two.Error.WaitFor("RUNNING\n");
            using (var submit = new CliProcess(["lists", "submit", "-", "--tenant", "acme", "--list", "prospects", .. OfCluster()]))
            {
                Feed(submit, file, part: 3);
                submit.Error.WaitFor("is taken as submission");
                Kill(ref one, "one");
                WaitForChunks(5);
                submit.Signal("KILL");
                submit.ExitCode();
            }

            using (var resume = Resume("-"))
            {
                Feed(resume, file, part: 2);
                WaitForChunks(20);
                Kill(ref two, "two");
                resume.Signal("KILL");
                resume.ExitCode();
            }

            using var last = Resume(file);
            Assert.Equal(0, last.ExitCode());
            CheckOutputs(file);
        }
        finally
        {
            one.Dispose();
            two.Dispose();
        }
    }

    private static string Prospects()
    {
        var (text, random) = (new StringBuilder("id,name,mail,phone,ssn,note\n"), new Random(7));
        for (var row = 0; row < Rows; row++)
        {
            var note = row % 5_000 == 17 ? "one,too many" : row % 97 == 3 ? "\"over\ntwo lines\"" : "call again";
            text.Append(CultureInfo.InvariantCulture, $"{row},Jane {row},jane.{row}@corp{row % 89}.com,+1 415 226 {random.Next(1000, 9999)},{random.Next(100, 665)}-{random.Next(10, 99)}-{random.Next(1000, 9999)},{note}\n");
        }

        return text.ToString();
    }

    private void WriteKeys()
    {
        Write("manifest.pub.pem", _keys.PublicPem);
        Write("commitment.key", new string('a', 64));
        foreach (var file in new[] { Write("manifest.key.pem", _keys.PrivatePem), PathOf("commitment.key") })
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private CliProcess Start(string name) => new(
        ["up", "--roles", "streams,lists", "--instance-id", name, "--manifest-key-file", PathOf("manifest.key.pem"), "--commitment-key-file", PathOf("commitment.key"), .. OfCluster(name)]);

    private void Kill(ref CliProcess instance, string name)
    {
        instance.Signal("KILL");
        instance.ExitCode();
        instance.Dispose();
        instance = Start(name);
    }

    private CliProcess Resume(string file) => new(["lists", "resume", file, "--tenant", "acme", "--list", "prospects", .. OfCluster()]);

    /// <summary>Gives a submitter a part of the file, and no end of it: whenever it dies, it was not done.</summary>
    private static void Feed(CliProcess submitter, string file, int part)
    {
        var bytes = File.ReadAllBytes(file);
        submitter.Input.Write(bytes, 0, bytes.Length / part);
        submitter.Input.Flush();
    }

    private void WaitForChunks(int chunks)
    {
        for (var tries = 0; tries < 120; tries++)
        {
            using var status = new CliCall("", ["lists", "status", "--tenant", "acme", "--list", "prospects", "--json", .. OfCluster()]);
            status.ExitCode();
            using var json = JsonDocument.Parse(status.Output.ToString());
            if (json.RootElement.GetProperty("chunks").GetInt64() >= chunks) return;
        }

        Assert.Fail($"there are no {chunks} chunks");
    }

    private void CheckOutputs(string file)
    {
        Run(0, ["lists", "fetch", "--tenant", "acme", "--list", "prospects", "-o", PathOf("clean.csv"), "--manifest", PathOf("clean.dsse.json"), "--manifest-keys", PathOf("manifest.pub.pem"), .. OfCluster()]);
        Run(2, "dlp", "redact", file, "--profile", "default", "--policies", Path.Combine(CliCall.Root(), "policies", "demo"), "--out", PathOf("offline.csv"), "--bad-rows", PathOf("offline.bad"));

        var clean = File.ReadAllBytes(PathOf("clean.csv"));
        Assert.True(clean.AsSpan().SequenceEqual(File.ReadAllBytes(PathOf("offline.csv"))), "what came out is not what the file redacted offline is");
        using var manifest = JsonDocument.Parse(DsseEnvelope.Parse(File.ReadAllBytes(PathOf("clean.dsse.json"))).Payload);
        var predicate = manifest.RootElement.GetProperty("predicate");
        var bad = Enumerable.Range(0, Rows).Count(row => row % 5_000 == 17);
        Assert.Equal((Rows, Rows - bad, bad), (Number("rows_in"), Number("rows_out"), Number("rows_quarantined")));
        Assert.Equal($$"""{"EMAIL":{{Rows - bad}},"PHONE":{{Rows - bad}},"US_SSN":{{Rows - bad}}}""", predicate.GetProperty("findings").GetRawText());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), predicate.GetProperty("input").GetProperty("sha256").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(clean)), predicate.GetProperty("output").GetProperty("sha256").GetString());
        CheckTopics(Number("chunks"));

        int Number(string name) => predicate.GetProperty(name).GetInt32();
    }

    /// <summary>Every chunk went out once, and every bad row is in one dead letter.</summary>
    private void CheckTopics(int chunks)
    {
        var topics = new TopicNames(_prefix);
        using var clients = new LibrdkafkaClients(_broker.Connection, _prefix, NullLogger.Instance);
        var outputs = TopicReading.ReadAll(clients, topics.ListsOut).Select(record => ListOutput.Parser.ParseFrom(record.Value).Chunk).Order().ToList();
        Assert.Equal(Enumerable.Range(0, chunks).Select(chunk => (long)chunk), outputs);
        var letters = TopicReading.ReadAll(clients, topics.DeadLetters).Where(letter => Header(letter, "error_code") == "lists.bad_rows").ToList();
        var rows = string.Concat(letters.OrderBy(letter => long.Parse(Header(letter, "source_line"), CultureInfo.InvariantCulture)).Select(letter => Encoding.UTF8.GetString(letter.Value!)));
        Assert.Equal(File.ReadAllText(PathOf("offline.bad")), rows);
        var inputs = TopicReading.ReadAll(clients, topics.ListsIn).Count;
        Assert.InRange(inputs, chunks + 2, 3 * (chunks + 2)); // Whether something was sent again depends on where the submitters died.
        _output.WriteLine($"{Rows} rows in {chunks} chunks; {inputs - chunks - 2} records were sent again");
    }

    private static string Header(SourceRecord record, string field) => Encoding.UTF8.GetString(record.FindHeader($"aegis.dlq.{field}")!);

    private string[] OfCluster(string state = "client") => ["--bootstrap-servers", _broker.Connection.BootstrapServers, "--prefix", _prefix, "--state-dir", PathOf(state)];

    private void Run(int expected, params string[] args)
    {
        using var call = new CliCall("", args);
        Assert.True(expected == call.ExitCode(), call.Error.ToString());
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }
}
