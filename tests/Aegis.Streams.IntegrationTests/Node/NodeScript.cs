using System.Diagnostics;
using Aegis.Streams.IntegrationTests.Policy;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Node;

/// <summary>A script of `tests/npm`: programs of other ecosystems that read and write what ours do.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Runs a script; the test is skipped (<see cref="Oracle"/>) where Node.js or its packages are missing.</summary>
    /// <param name="arguments">The script and its arguments.</param>
    /// <param name="input">The lines of its input.</param>
    /// <returns>The lines of its output, and its exit code.</returns>
    public static (string[] Lines, int ExitCode) Run(string[] arguments, params string[] input)
    {
        return Run(FindNode(), FindFolder(), arguments, input);
    }

    /// <summary>Starts a script that answers line by line until its input ends; the test is skipped (<see cref="Oracle"/>) where Node.js or its packages are missing.</summary>
    /// <param name="arguments">The script and its arguments.</param>
    /// <returns>The running script; what it complains of goes to the errors of the test program.</returns>
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(FindNode(), arguments)
    {
        WorkingDirectory = FindFolder(),
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Runs a program that the packages bring.</summary>
    /// <param name="name">Its name, such as `buf`.</param>
    /// <param name="arguments">Its arguments; it runs in the root of the repository.</param>
    /// <returns>The lines of its output, and its exit code.</returns>
    public static (string[] Lines, int ExitCode) RunPackaged(string name, params string[] arguments)
    {
        var program = RepositoryFiles.PathOf("tests", "npm", "node_modules", ".bin", name);
        if (!File.Exists(program)) Oracle.IsMissing("The packages of tests/npm are not installed; run `npm ci --prefix tests/npm`.");
        _ = FindNode();
        return Run(program, RepositoryFiles.PathOf(), arguments, []);
    }

    private static (string[] Lines, int ExitCode) Run(string program, string folder, string[] arguments, string[] input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var line in input) process.StandardInput.WriteLine(line);
        process.StandardInput.Close();
        if (!process.WaitForExit(Deadline))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Deadline.TotalSeconds} s.");
        }

        var lines = $"{output.Result}{errors.Result}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines, process.ExitCode);
    }

    private static string FindFolder()
    {
        var folder = RepositoryFiles.PathOf("tests", "npm");
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) Oracle.IsMissing("The packages of tests/npm are not installed; run `npm ci --prefix tests/npm`.");
        return folder;
    }

    private static string FindNode()
    {
        var node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);
        if (node is null) Oracle.IsMissing("There is no `node` on the PATH (install Node.js 20 or later).");
        return node;
    }
}
