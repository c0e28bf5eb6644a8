namespace Aegis.Streams.IntegrationTests.Cli.Lists;

/// <summary>A running `aegis up --embedded --roles streams,lists` in this process, on a folder of its own.</summary>
public sealed class ListInstance : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-lists-");
    private readonly CliCall _up;

    public ListInstance()
    {
        _up = new CliCall("", "up", "--embedded", "--roles", "streams,lists", "--state-dir", _folder.FullName);
        _up.Error.WaitFor("RUNNING\n");
    }

    /// <summary>Gets the file of the key that verifies manifests.</summary>
    public string PublicKey => PathOf("manifest.pub.pem");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Runs a verb to its end.</summary>
    internal (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var call = new CliCall("", args.Contains("verify") ? args : [.. args, "--state-dir", _folder.FullName]);
        var exitCode = call.ExitCode();
        return (exitCode, call.Output.ToString(), call.Error.ToString());
    }

    public void Dispose()
    {
        _up.Dispose();
        _folder.Delete(recursive: true);
    }
}
