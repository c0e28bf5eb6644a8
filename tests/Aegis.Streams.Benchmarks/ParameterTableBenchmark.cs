using System.Text.Json;
using Aegis.Streams.Intents;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>Reads usual parameters, 491 bytes of 12 members, one object and an array of three, against what the platform has for it.</summary>
[MemoryDiagnoser]
public class ParameterTableBenchmark
{
    private static readonly byte[] Parameters =
    [
        .. """
        {"sku":"SKU-000123","quantity":2,"discount_percent":12.5,"unit_price":"129.00","currency":"EUR","customer_id":"C-884120",
        """u8,
        .. """
        "region":"eu-west","valid_until":"2026-12-31","is_renewal":true,"note":null,
        """u8,
        .. """
        "address":{"country":"DE","city":"Berlin","postcode":"10115"},"items":[{"sku":"SKU-000124","quantity":10,"unit_price":19.99,"discount":0},
        """u8,
        .. """
        {"sku":"SKU-000125","quantity":1,"unit_price":249.5,"discount":5},
        """u8,
        .. """
        {"sku":"SKU-000126","quantity":3,"unit_price":7.25,"discount":2.5,"comment":"gift wrap"}]}
        """u8,
    ];

    private readonly IntentLimits _limits = new();
    private readonly ParameterTable _table = new();
    private readonly ParameterTable _read = new();

    [GlobalSetup]
    public void Setup()
    {
        if (_read.Read(Parameters, _limits, "parameters") is { } fault) throw new InvalidOperationException(fault.Message);
    }

    [Benchmark(Baseline = true)]
    public IntentFault? ReadIntoATable() => _table.Read(Parameters, _limits, "parameters");

    [Benchmark]
    public IntentFault? Validate() => StrictJson.Validate(Parameters, _limits, "parameters");

    [Benchmark]
    public bool FindTheLastMember() => _read.TryFind(0, "items"u8, out _);

    /// <summary>Tokens alone: no table, and no look at duplicates, surrogates or numbers.</summary>
    [Benchmark]
    public int PlatformReader()
    {
        var reader = new Utf8JsonReader(Parameters);
        var tokens = 0;
        while (reader.Read()) tokens++;
        return tokens;
    }

    [Benchmark]
    public JsonValueKind PlatformDocument()
    {
        using var document = JsonDocument.Parse(Parameters);
        return document.RootElement.ValueKind;
    }

    [Benchmark]
    public JsonValueKind PlatformDocumentWithoutDuplicates()
    {
        using var document = JsonDocument.Parse(Parameters, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.ValueKind;
    }
}
