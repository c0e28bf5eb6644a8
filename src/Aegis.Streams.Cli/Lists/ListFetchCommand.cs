using System.CommandLine;
using System.Security.Cryptography;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Lists;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>`aegis lists fetch`: writes a sanitized list into a file, checked against its manifest.</summary>
internal sealed class ListFetchCommand(ConnectionOptions connections)
{
    private const double BytesOfMegabyte = 1e6;
    private readonly ListName _name = new();
    private readonly Option<string> _output = new("--output", "-o") { Description = "File to write; it is replaced whole, and only by what the manifest says.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _manifest = new("--manifest") { Description = "Write the manifest, a DSSE envelope, into this file.", HelpName = "FILE" };
    private readonly ManifestKeyOption _keys = new();

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections) => new ListFetchCommand(connections).ToVerb();

    private Verb ToVerb()
    {
        var verb = new Verb("fetch", "Write a sanitized list into a file, its rows in their order. The file appears only if its digest is that of the signed manifest.")
        {
            Examples = ["aegis lists fetch --tenant acme --list prospects-2026-11 -o clean.csv --manifest clean.dsse.json --manifest-keys keys"],
        };
        _name.AddTo(verb);
        foreach (var option in new Option[] { _output, _manifest, _keys }) verb.Add(option);
        connections.AddTo(verb);
        return verb.Runs(Run);
    }

    private int Run(CommandRun run)
    {
        var (tenant, list) = _name.Of(run);
        var output = OutputPath.Require("--output", run.Value(_output));
        if (run.Value(_manifest) is { } file) OutputPath.Require("--manifest", file);
        var keys = _keys.Read(run);
        using var session = ListSession.Open(run, connections);
        var status = session.Board.Find(tenant, list) ?? throw CliRefusalException.Fault($"there is no list {tenant}/{list}; `aegis lists status` shows those that there are");
        var closing = session.Board.FindClosing(status);
        if (status.State == ListState.Refused) throw CliRefusalException.Fault($"the list was refused: {status.Code}: {status.Message}");
        if (closing is null) throw new CliRefusalException(ExitCodes.Incomplete, $"{tenant}/{list} is not closed yet; wait with `aegis lists status --tenant {tenant} --list {list} --wait`");
        if (closing.Code.Length > 0) throw CliRefusalException.Fault($"{tenant}/{list} has no manifest: {closing.Code}: {closing.Message}");
        var (subject, keyId) = ManifestKeyOption.SubjectOf(closing.Envelope.Memory, keys);
        if (subject.Name != $"{tenant}/{list}" || subject.SubmissionId != status.Heading.SubmissionId) throw CliRefusalException.Fault($"the manifest of {tenant}/{list} speaks of another list; somebody other than the instances writes {session.Topics.Lists}");
        if (keyId is null) run.Talk.Warn("the signature of the manifest was not looked at, since no keys are trusted; name them with --manifest-keys");
        OutputFile.Replace(output, stream => Write(run, session, status, subject.Sha256, stream));
        if (run.Value(_manifest) is { } manifest) OutputFile.Replace(manifest, closing.Envelope.Span);
        run.Talk.Note($"wrote {output}, sha256 {subject.Sha256}{(keyId is null ? "" : $", signed by {keyId}")}");
        return ListOutputs.Show(run, session.Board, status);
    }

    private static void Write(CommandRun run, ListSession session, ListStatus status, string sha256, Stream stream)
    {
        using var chunks = ListReading.OpenOutput(session.Clients, session.Topics, status, fromStart: false, run.Stopping);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var progress = new ProgressLine(run.Talk, "fetching", "MB", run.Host.Time);
        var bytes = 0L;
        for (var number = 0L; number < status.End.Chunks; number++)
        {
            var chunk = chunks.Read(number) ?? throw CliRefusalException.Fault($"chunk {number} is no longer in {session.Topics.ListsOut}: the topic keeps its records for a time only; submit the list again under another name");
            stream.Write(chunk.Content.Span);
            hash.AppendData(chunk.Content.Span);
            bytes += chunk.Content.Length;
            progress.Report((long)(bytes / BytesOfMegabyte), (double)(number + 1) / status.End.Chunks);
        }

        if (Convert.ToHexStringLower(hash.GetCurrentHash()) != sha256) throw CliRefusalException.Fault($"what is in {session.Topics.ListsOut} is not what the manifest says; nothing was written");
    }
}
