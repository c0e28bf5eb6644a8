using System.Diagnostics;

namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>A copy of the repository as a clone would be, in which commands run one after the other.</summary>
public sealed class Workspace : IDisposable
{
    private static readonly string[] LeftOut = [".git", "bin", "obj", "artifacts", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", ".aegis"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-readme-");
    private readonly List<string> _exports = [];

    /// <summary>Makes the copy.</summary>
    public Workspace()
    {
        Home = Path.Combine(_folder.FullName, "aegis-streams");
        Copy(RepositoryRoot(), Directory.CreateDirectory(Home));
    }

    /// <summary>Gets the folder of the copy.</summary>
    public string Home { get; }

    /// <summary>Finds the repository that these tests were built in.</summary>
    public static DirectoryInfo RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aegis.Streams.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return folder;
    }

    /// <summary>Runs a command to its end. What it exports holds for later commands.</summary>
    /// <returns>Its exit code and everything that it printed.</returns>
    public (int ExitCode, string Output) Run(string command, TimeSpan patience)
    {
        // Through a file: servers that a build leaves behind would keep a pipe open.
        var file = Path.Combine(_folder.FullName, "output");
        using var process = Process.Start(Shell($"{{ {command}\n}} > '{file}' 2>&1"))!;
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"`{command}` has not ended after {patience}:\n{File.ReadAllText(file)}");
        }

        if (command.StartsWith("export ", StringComparison.Ordinal)) _exports.Add(command);
        return (process.ExitCode, File.ReadAllText(file));
    }

    /// <summary>Forgets what was exported, as a new terminal does.</summary>
    public void OpenTerminal() => _exports.Clear();

    /// <summary>Describes a shell in the copy.</summary>
    /// <param name="script">What it runs.</param>
    public ProcessStartInfo Shell(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", string.Join('\n', [.. _exports, script])]) { WorkingDirectory = Home };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AEGIS_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        return start;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static void Copy(DirectoryInfo source, DirectoryInfo target)
    {
        foreach (var file in source.EnumerateFiles()) file.CopyTo(Path.Combine(target.FullName, file.Name));
        foreach (var folder in source.EnumerateDirectories().Where(folder => !LeftOut.Contains(folder.Name)))
            Copy(folder, target.CreateSubdirectory(folder.Name));
    }
}
