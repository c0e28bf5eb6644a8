using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Loads policies for verbs that work on files alone, or shows every fault beside the text.</summary>
internal static class PolicyText
{
    private static ReadOnlySpan<byte> ContentStart => "{\"format\":"u8;

    /// <summary>Loads files that were read.</summary>
    /// <param name="run">The run.</param>
    /// <param name="files">The files.</param>
    /// <param name="name">What they are, for the refusal.</param>
    /// <param name="exitCode">The exit code of a refusal.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="CliRefusalException">There are faults; each was shown.</exception>
    public static DocumentLoading Load(CommandRun run, PolicyFileReading files, string name, int exitCode = ExitCodes.Fault) =>
        Require(run, PolicyLoader.LoadDocuments(files), files, name, exitCode);

    /// <summary>Loads a file, a folder, or a file of canonical content.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="exitCode">The exit code of a refusal.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="CliRefusalException">There are faults; each was shown.</exception>
    public static ImmutableArray<PolicyDocument> Load(CommandRun run, string path, int exitCode = ExitCodes.Fault)
    {
        if (ReadContent(path) is { } content) return Require(run, PolicyContent.Read(content), new PolicyFileReading([], []), path, exitCode).Documents!.Value;
        return Load(run, PolicyLoader.ReadFiles(path), path, exitCode).Documents!.Value;
    }

    /// <summary>Reads a file if it is canonical content; what cannot be read is left to the loader, which says why.</summary>
    private static byte[]? ReadContent(string path)
    {
        try
        {
            if (!File.Exists(path)) return null;
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[ContentStart.Length];
            if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual(ContentStart)) return null;
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static DocumentLoading Require(CommandRun run, DocumentLoading loading, PolicyFileReading files, string name, int exitCode)
    {
        if (loading.Succeeded) return loading;
        var renderer = new DiagnosticRenderer(run.Data.IsColorful);
        var shown = new StringBuilder();
        foreach (var error in loading.Errors) shown.Append(renderer.Render(Diagnostic.From(error), files.TextOf(error.File))).Append('\n');
        run.Talk.Log(shown.ToString().TrimEnd('\n') + "\n");
        throw new CliRefusalException(exitCode, $"{name} cannot be loaded: {loading.Errors.Length} {(loading.Errors.Length == 1 ? "fault" : "faults")}");
    }
}
