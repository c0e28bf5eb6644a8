using System.CommandLine;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Drafting;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy init`: drafts a policy from the tools of a server.</summary>
internal static class InitCommand
{
    private const int MaxBytes = 16 << 20;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var tools = new Option<string>("--tools") { Description = "The server's answer to tools/list (MCP), JSON; `-` is the standard input.", HelpName = "FILE", Required = true };
        var agent = new Option<string>("--agent") { Description = "The agent, also the name of the policy.", HelpName = "NAME", DefaultValueFactory = _ => "my-agent" };
        var server = new Option<string?>("--server") { Description = "The tool's name in intents, of which the listed tools are the actions. Default: each listed tool is a tool.", HelpName = "NAME" };
        var verb = new Verb("init", "Draft a policy from the tools that an MCP server lists. The draft declares them and permits nothing. With 2 if it declares none.")
        {
            Examples = ["aegis policy init --tools tools.json --agent sales-composer --server pricing-api > sales-composer.yaml"],
        };
        verb.Add(tools);
        verb.Add(agent);
        verb.Add(server);
        return verb.Runs(run =>
        {
            var file = run.Value(tools);
            if (PolicyDraft.Write(Read(run, file), run.Value(agent), run.Value(server), out var fault) is not { } draft) throw CliRefusalException.Fault($"{file}: {fault}");
            var loading = PolicyLoader.Load([new PolicySource("draft.yaml", draft)]);
            if (!loading.Succeeded) throw CliRefusalException.Fault($"{file} gives no policy that loads: {loading.Errors[0].Message}");
            run.Data.Write(draft);
            if (loading.Snapshot.Documents.Any(document => !document.Tools.IsEmpty)) return ExitCodes.Done;
            run.Talk.Warn($"{file} lists no tool that can be declared, so the draft declares none");
            return ExitCodes.Incomplete;
        });
    }

    private static byte[] Read(CommandRun run, string file)
    {
        try
        {
            using var input = file == "-" ? run.Host.Input : File.OpenRead(file);
            using var bytes = new MemoryStream();
            var block = new byte[1 << 16];
            while (input.Read(block) is > 0 and var length)
            {
                bytes.Write(block, 0, length);
                if (bytes.Length > MaxBytes) throw CliRefusalException.Fault($"{file} is larger than {MaxBytes >> 20} MiB");
            }

            return bytes.ToArray();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"{file} cannot be read: {FileFault.Why(file, fault)}", fault);
        }
    }
}
