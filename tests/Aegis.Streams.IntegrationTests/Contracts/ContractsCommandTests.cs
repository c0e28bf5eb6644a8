using System.Text.Json;
using Aegis.Streams.Cli;
using Aegis.Streams.Contracts;
using Aegis.Streams.IntegrationTests.SchemaRegistry;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.IntegrationTests.Contracts;

public sealed class ContractsCommandTests(RealSchemaRegistry registry) : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Export_WritesEveryDocumentAndNamesIt()
    {
        var folder = Directory.CreateTempSubdirectory("aegis-contracts-").FullName;
        try
        {
            Assert.Equal(0, await RunAsync("contracts", "export", "--out", folder, "--prefix", "staging"));

            var documents = ContractDocuments.Write(new TopicNames("staging"));
            Assert.Equal(documents.Keys.Select(path => Path.Combine(folder, path)), Lines(_output));
            Assert.All(documents, document => Assert.Equal(document.Value, File.ReadAllText(Path.Combine(folder, document.Key))));
            Assert.Contains("\"staging.intents\"", documents["asyncapi.json"], StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task ExportIntoAFile_IsRefusedWithThePlace()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(1, await RunAsync("contracts", "export", "--out", file));
            Assert.StartsWith($"error: {file}/asyncapi.json cannot be written: ", _errors.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Register_ShowsSubjectsVersionsAndIds()
    {
        var prefix = $"t{Guid.NewGuid().ToString("N")[..10]}";

        Assert.Equal(0, await RunAsync("contracts", "register", "--schema-registry", registry.Url, "--prefix", prefix, "--json"));

        var contracts = Lines(_output).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(7, contracts.Count);
        Assert.Equal($"{prefix}.intents-value", contracts[0].GetProperty("subject").GetString());
        Assert.Equal(1, contracts[0].GetProperty("version").GetInt32());
        Assert.InRange(contracts[0].GetProperty("id").GetInt32(), 1, int.MaxValue);
    }

    [Theory]
    [InlineData(64, "error: no registry was named; use --schema-registry URL or AEGIS_SCHEMA_REGISTRY", "contracts", "register")]
    [InlineData(64, "error: --schema-registry-config was given without a registry", "contracts", "register", "--schema-registry-config", "a=b")]
    [InlineData(64, "error: The schema registry's address is not a URL; one looks like http://localhost:8081.", "contracts", "register", "--schema-registry", "nonsense")]
    [InlineData(69, "error: The schema registry at http://127.0.0.1:9/ cannot be reached", "contracts", "register", "--schema-registry", "http://127.0.0.1:9")]
    [InlineData(69, "error: The schema registry at http://127.0.0.1:9/ cannot be reached", "up", "--embedded", "--schema-registry", "http://127.0.0.1:9")]
    public async Task WhatCannotBeDone_IsOneLine(int exitCode, string message, params string[] args)
    {
        Assert.Equal(exitCode, await RunAsync(args));
        Assert.StartsWith(message, Assert.Single(Lines(_errors)), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private Task<int> RunAsync(params string[] args) =>
        AegisCli.RunAsync(args, new CliHost { Input = Stream.Null, Output = _output, Error = _errors, Variable = _ => null }, TestContext.Current.CancellationToken);

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
