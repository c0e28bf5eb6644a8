namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>A running `aegis up --embedded` in this process, on a state folder of its own.</summary>
public sealed class EmbeddedInstance : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-up-");
    private readonly CliCall _up;

    public EmbeddedInstance()
    {
        _up = Call("up", "--embedded", "--topic", "acme.replies");
        _up.Error.WaitFor("RUNNING\n");
    }

    public string Folder => _folder.FullName;

    internal CliCall Call(params string[] args) => CallWith("", args);

    internal CliCall CallWith(string input, params string[] args) => new(input, [.. args, "--state-dir", Folder]);

    public void Dispose()
    {
        _up.Dispose();
        _folder.Delete(recursive: true);
    }
}
