using System.Collections.Immutable;
using System.CommandLine;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The paths of policies, and what is wrong in the files there.</summary>
internal static class PolicyPaths
{
    // Nobody reads more at once; programs get all of them as JSON.
    private const int MaxShown = 100;
    private const string NotLoaded = "the policies were not loaded";

    private static ReadOnlySpan<byte> ContentStart => "{\"format\":"u8;

    /// <summary>Makes the argument.</summary>
    /// <returns>One path or more.</returns>
    public static Argument<string[]> Argument() =>
        new("PATH") { Description = "Policy files, and folders of them; together they are one set.", Arity = ArgumentArity.OneOrMore };

    /// <summary>Loads the policies of paths, or says every fault in them beside the text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="paths">The paths.</param>
    /// <returns>The set.</returns>
    /// <exception cref="CliRefusalException">There are faults; each was said.</exception>
    public static PolicySnapshot Load(CommandRun run, params IReadOnlyCollection<string> paths) => Load(run, TermKeys.None, paths);

    /// <summary>Loads the policies of paths, or says every fault in them beside the text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="keys">The keys of lists of terms that are keyed hashes.</param>
    /// <param name="paths">The paths.</param>
    /// <returns>The set.</returns>
    /// <exception cref="CliRefusalException">There are faults; each was said.</exception>
    public static PolicySnapshot Load(CommandRun run, TermKeys keys, params IReadOnlyCollection<string> paths)
    {
        var files = PolicyLoader.ReadFiles(paths);
        var loading = PolicyLoader.Load(files, keys);
        if (!loading.Succeeded) throw Refuse(run, files, loading.Errors, NotLoaded);
        if (loading.Snapshot.IsEmpty) run.Talk.Warn($"{string.Join(", ", paths)} holds no rules, so every intent will be denied");
        return loading.Snapshot;
    }

    /// <summary>Loads the policies of one path without compiling them, or says every fault in them beside the text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file or folder, or a file of canonical content.</param>
    /// <param name="exitCode">The exit code of a refusal.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="CliRefusalException">There are faults; each was said.</exception>
    public static ImmutableArray<PolicyDocument> LoadDocuments(CommandRun run, string path, int exitCode = ExitCodes.Fault)
    {
        if (ReadContent(path) is { } content) return Require(run, PolicyContent.Read(content), new PolicyFileReading([], []), exitCode).Documents!.Value;
        var files = PolicyLoader.ReadFiles(path);
        return Require(run, PolicyLoader.LoadDocuments(files), files, exitCode).Documents!.Value;
    }

    /// <summary>Goes on with policies that were loaded, or says every fault in them beside the text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="loading">The policies, or the faults.</param>
    /// <param name="files">The files.</param>
    /// <param name="exitCode">The exit code of a refusal.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="CliRefusalException">There are faults; each was said.</exception>
    public static DocumentLoading Require(CommandRun run, DocumentLoading loading, PolicyFileReading files, int exitCode = ExitCodes.Fault) =>
        loading.Succeeded ? loading : throw Refuse(run, files, loading.Errors, NotLoaded, exitCode);

    /// <summary>Says faults beside the text, and as data where that is JSON.</summary>
    /// <param name="run">The run.</param>
    /// <param name="files">The files.</param>
    /// <param name="errors">The faults.</param>
    /// <param name="what">What follows from them.</param>
    /// <param name="exitCode">The exit code.</param>
    /// <returns>What ends the run.</returns>
    public static CliRefusalException Refuse(CommandRun run, PolicyFileReading files, IReadOnlyCollection<PolicyError> errors, string what, int exitCode = ExitCodes.Fault)
    {
        Show(run, files, errors);
        var places = errors.Select(error => error.File).Distinct().Count();
        return new CliRefusalException(exitCode, $"{what}: {Count(errors.Count, "error")} in {Count(places, "file")}");
    }

    /// <summary>Says faults beside the text, the first 100 of each file, and all of them as data where that is JSON.</summary>
    /// <param name="run">The run.</param>
    /// <param name="files">The files.</param>
    /// <param name="errors">The faults.</param>
    /// <exception cref="OperationCanceledException">The run is to end.</exception>
    public static void Show(CommandRun run, PolicyFileReading files, IReadOnlyCollection<PolicyError> errors)
    {
        var renderer = new DiagnosticRenderer(run.Talk.IsColorful);
        foreach (var file in errors.GroupBy(error => error.File))
        {
            var text = files.TextOf(file.Key);
            var left = file.Count();
            foreach (var error in run.IsJson ? file : file.Take(MaxShown))
            {
                run.Stopping.ThrowIfCancellationRequested();
                if (run.IsJson) Write(run, error);
                else run.Talk.Log(renderer.Render(Diagnostic.From(error), text));
                left--;
            }

            if (left > 0) run.Talk.Log($"{Count(left, "more error")} in {TerminalText.Clean(file.Key)} {(left == 1 ? "is" : "are")} not shown; --json prints all of them\n");
        }
    }

    /// <summary>Spells a count.</summary>
    /// <param name="count">The count.</param>
    /// <param name="what">One of what is counted.</param>
    /// <returns>Such as `1 rule` or `1,200 rules`.</returns>
    public static string Count(int count, string what) => FormattableString.Invariant($"{count:N0} {(count == 1 ? what : what.EndsWith('y') ? $"{what[..^1]}ies" : $"{what}s")}");

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

    private static void Write(CommandRun run, PolicyError error) => run.Data.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("severity", "error");
        json.WriteString("file", error.File);
        json.WriteNumber("line", error.Line);
        json.WriteNumber("column", error.Column);
        json.WriteNumber("length", error.Length);
        json.WriteString("message", Diagnostic.From(error).Message);
        if (error.Help is { } help) json.WriteString("help", help);
        json.WriteEndObject();
    });
}
