using System.Diagnostics;

namespace Aegis.Streams.Cli.Bench;

/// <summary>This very program, as a process of its own.</summary>
internal static class OwnProgram
{
    /// <summary>Describes a run of it, all of whose streams are redirected.</summary>
    /// <param name="words">The words after the program's name.</param>
    public static ProcessStartInfo Start(params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var isOwn = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "aegis";
        start.FileName = isOwn ? Environment.ProcessPath! : "dotnet";
        if (!isOwn) start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "aegis.dll"));
        foreach (var word in words) start.ArgumentList.Add(word);
        return start;
    }
}
