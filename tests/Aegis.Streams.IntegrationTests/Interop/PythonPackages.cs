using System.IO.Compression;
using Aegis.Streams.IntegrationTests.Brokers;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>Python with Google's client of gRPC, from wheels in `AEGIS_BENCH` (`wheels`): unpacked beside the tests, nothing is installed.</summary>
internal sealed class PythonPackages : IDisposable
{
    private static readonly string[] Wheels = ["grpcio-", "grpcio_tools-", "protobuf-", "typing_extensions-", "setuptools-"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-python-");

    /// <summary>Finds Python 3.11 and the wheels; the test is skipped where one is missing.</summary>
    public PythonPackages()
    {
        Program = Stranger.Find("python3.11") ?? "";
        var wheels = BenchFolder.PathOf("wheels");
        if (Program.Length == 0) Assert.Skip("There is no `python3.11` on the PATH, for which the wheels are.");
        if (!Directory.Exists(wheels)) Assert.Skip("There are no Python wheels: let AEGIS_BENCH hold a folder with `wheels`.");
        foreach (var wheel in Wheels) ZipFile.ExtractToDirectory(Directory.EnumerateFiles(wheels, $"{wheel}*.whl").Single(), Folder);
    }

    public string Program { get; }

    public string Folder => _folder.FullName;

    /// <summary>Generates the classes of contracts.</summary>
    public async Task GenerateAsync(string root, params string[] files)
    {
        var (output, errors, exitCode) = await RunAsync(["-m", "grpc_tools.protoc", $"--proto_path={root}", $"--python_out={Folder}", $"--grpc_python_out={Folder}", .. files]);
        Assert.True(exitCode == 0, output + errors);
    }

    public Task<(string Output, string Errors, int ExitCode)> RunAsync(params string[] arguments) => Stranger.RunAsync(Program, arguments, ("PYTHONPATH", Folder), ("PYTHONDONTWRITEBYTECODE", "1"));

    public void Dispose() => _folder.Delete(recursive: true);
}
