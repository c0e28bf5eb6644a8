using System.CommandLine;
using System.Security.Cryptography;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Dlp;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Lists;
using Aegis.Streams.Policy.Publication;
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
    private readonly Option<bool> _noVerify = new("--no-verify") { Description = "Do not look at the signature of the manifest: for evaluation, where no keys are at hand." };

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
        foreach (var option in new Option[] { _output, _manifest, _keys, _noVerify }) verb.Add(option);
        connections.AddTo(verb);
        return verb.Runs(Run);
    }

    private int Run(CommandRun run)
    {
        var (tenant, list) = _name.Of(run);
        var keys = run.Value(_noVerify) ? null : _keys.Require(run);
        var output = RequireFile("--output", run.Value(_output), keyPath: _keys.PathOf(run));
        if (run.Value(_manifest) is { } file) DlpOptions.OutputOf("--manifest", RequireFile("--manifest", file, _keys.PathOf(run)), [output]);
        using var session = ListSession.Open(run, connections);
        var status = session.Board.Find(tenant, list) ?? throw CliRefusalException.Fault($"there is no list {tenant}/{list}; `aegis lists status` shows those that there are");
        var closing = session.Board.FindClosing(status);
        if (status.State == ListState.Refused) throw CliRefusalException.Fault($"the list was refused: {status.Code}: {status.Message}");
        if (closing is null) throw new CliRefusalException(ExitCodes.Incomplete, $"{tenant}/{list} is not closed yet; wait with `aegis lists status --tenant {tenant} --list {list} --wait`");
        if (closing.Code.Length > 0) throw CliRefusalException.Fault($"{tenant}/{list} has no manifest: {closing.Code}: {closing.Message}");
        var (subject, keyId) = ManifestKeyOption.SubjectOf(closing.Envelope.Memory, keys);
        if (subject.Name != $"{tenant}/{list}" || subject.SubmissionId != status.Heading.SubmissionId) throw CliRefusalException.Fault($"the manifest of {tenant}/{list} speaks of another list; somebody other than the instances writes {session.Topics.Lists}");
        OutputFile.Replace(output, stream => Write(run, session, status, subject.Sha256, stream));
        if (run.Value(_manifest) is { } manifest) OutputFile.Replace(manifest, closing.Envelope.Span);
        run.Talk.Note($"wrote {output}, sha256 {subject.Sha256}{(keyId is null ? "" : $", signed by {keyId}")}");
        return ListOutputs.Show(run, session.Board, status);
    }

    /// <summary>Checks a path that is written to: what verifies the list must not be replaced by it.</summary>
    private static string RequireFile(string option, string path, string? keyPath)
    {
        OutputPath.Require(option, path);
        if (path == DlpInput.StandardInput) throw CliRefusalException.Usage($"{option} names a file: a list is there whole or not at all");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder)) throw CliRefusalException.Fault($"{path} cannot be written: there is no folder {folder}");
        if (keyPath is null) return path;
        var isKey = Path.GetFullPath(path) == Path.GetFullPath(keyPath) || (path.EndsWith(TrustedKeyFiles.Ending, StringComparison.Ordinal) && Path.GetDirectoryName(Path.GetFullPath(path)) == Path.GetFullPath(keyPath).TrimEnd(Path.DirectorySeparatorChar));
        return isKey ? throw CliRefusalException.Usage($"{option} must not be a key that manifests are verified with: {path}") : path;
    }

    private static void Write(CommandRun run, ListSession session, ListStatus status, string sha256, Stream stream)
    {
        using var chunks = ListReading.OpenOutput(session.Clients, session.Topics, status, run.Stopping);
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
