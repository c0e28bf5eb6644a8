using System.Diagnostics;
using System.Text;
using Aegis.Streams.IntegrationTests.Brokers;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>
/// A real Open Policy Agent: `AEGIS_TEST_OPA` (a path), else that of `shared/bench/opa` beside the repository; else tests that ask for it
/// are skipped with the reason, or fail (<see cref="Oracle"/>).
/// </summary>
internal static class OpaBinary
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static string Path { get; } =
        Environment.GetEnvironmentVariable("AEGIS_TEST_OPA") is { Length: > 0 } named ? named : System.IO.Path.Combine(BenchFolder.PathOf("opa"), "opa");

    public static void Require()
    {
        if (!File.Exists(Path)) Oracle.IsMissing("There is no Open Policy Agent: let AEGIS_TEST_OPA hold the path of `opa` 1.x.");
    }

    /// <summary>Runs a command.</summary>
    /// <returns>What it wrote to its output and error streams, and its exit code.</returns>
    public static (string Output, string Errors, int ExitCode) Run(string[] arguments, params byte[][] input)
    {
        Require();
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            foreach (var part in input) process.StandardInput.BaseStream.Write(part);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read all; its answer says why.
        }

        if (!process.WaitForExit(Deadline))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"opa {string.Join(' ', arguments)} did not end within {Deadline.TotalSeconds} s.");
        }

        return (output.Result, errors.Result, process.ExitCode);
    }
}
