using Aegis.Streams.Cli;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Topology;

/// <summary>What a run of the command line gave.</summary>
internal sealed record VerbRun(int ExitCode, string Output, string Talk)
{
    public IReadOnlyList<string> Lines => Output.TrimEnd('\n').Split('\n');

    public static async Task<VerbRun> Of(KafkaConnection connection, params string[] words)
    {
        using var output = new StringWriter();
        using var talk = new StringWriter();
        var folder = Directory.CreateTempSubdirectory("aegis-topics-");
        try
        {
            var host = new CliHost { Input = Stream.Null, Output = output, Error = talk, Variable = name => name == "AEGIS_STATE_DIR" ? folder.FullName : null };
            var exitCode = await AegisCli.RunAsync([.. words, "--bootstrap-servers", connection.BootstrapServers], host, TestContext.Current.CancellationToken);
            return new VerbRun(exitCode, output.ToString(), talk.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
