using System.Text;
using Aegis.Streams.Intents;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>Exact decimals as rules meet them, and the worst that the bounds of parameters let through: 256 digits, exponents of 9999.</summary>
[MemoryDiagnoser]
public class ExactDecimalBenchmark
{
    private static readonly byte[] Usual = [.. "25.5"u8];
    private static readonly byte[] Digits38 = [.. "1234567890.1234567890123456789012345678"u8];
    private static readonly byte[] Digits256 = Encoding.ASCII.GetBytes(new string('7', 256));

    private readonly ExactDecimal _discount = Read("25.5");
    private readonly ExactDecimal _limit = Read("25");
    private readonly ExactDecimal _long = Read(new string('7', 256));
    private readonly ExactDecimal _huge = Read("1e9999");
    private readonly ExactDecimal _tiny = Read("1e-9999");

    [Benchmark]
    public bool ParseUsual() => ExactDecimal.TryParse(Usual, out _);

    [Benchmark]
    public bool Parse38Digits() => ExactDecimal.TryParse(Digits38, out _);

    [Benchmark]
    public bool Parse256Digits() => ExactDecimal.TryParse(Digits256, out _);

    [Benchmark]
    public bool CompareUsual() => _discount <= _limit;

    [Benchmark]
    public ExactDecimal AddUsual() => _discount + _limit;

    [Benchmark]
    public ExactDecimal MultiplyUsual() => _discount * _limit;

    [Benchmark]
    public ExactDecimal Multiply256Digits() => _long * _long;

    [Benchmark]
    public ExactDecimal AddFarApart() => _huge + _tiny;

    private static ExactDecimal Read(string text) =>
        ExactDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value) ? value : throw new ArgumentException("The text is no number.");
}
