using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The text of a module under the tools of a real Open Policy Agent.</summary>
public sealed class RegoModuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aegis-rego-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EveryKindOfRule_PassesTheStrictCheckAndTheFormatter()
    {
        var file = System.IO.Path.Combine(_folder, "policy.rego");
        File.WriteAllText(file, Rego([.. RegoSample.Documents]));

        var (output, errors, exitCode) = OpaBinary.Run(["check", "--strict", file]);
        Assert.True(exitCode == 0, $"{output}{errors}\n{File.ReadAllText(file)}");
        (output, errors, exitCode) = OpaBinary.Run(["fmt", "--fail", "--diff", file]);
        Assert.True(exitCode == 0, $"{output}{errors}");
    }

    [Fact]
    public void NoPolicies_Deny()
    {
        var file = System.IO.Path.Combine(_folder, "policy.rego");
        File.WriteAllText(file, Rego());

        Assert.Equal(0, OpaBinary.Run(["check", "--strict", file]).ExitCode);
        Assert.Equal(0, OpaBinary.Run(["fmt", "--fail", file]).ExitCode);
        var decision = OpaBatch.Evaluate(Rego(), ["{}"u8.ToArray()])[0];
        Assert.Equal("deny", decision.GetProperty("verdict").GetString());
        Assert.Equal(0, decision.GetProperty("rules").GetArrayLength());
    }
}
