using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Computes with what calls send: exactly, or not at all.</summary>
internal static class ExactArithmetic
{
    /// <summary>
    /// How far from the point, either way, the digits of a product may be. Open Policy Agent reads no number beyond 2^100000, some 10^30103, and
    /// no single parameter is further than about 10,000 away.
    /// </summary>
    public const int MaxPlaces = 30_000;

    /// <summary>Computes.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="result">The exact result.</param>
    /// <returns>Whether there is one; <see langword="false"/>: it is a product with digits further than <see cref="MaxPlaces"/> from the point.</returns>
    public static bool TryCompute(in ExactDecimal left, ArithmeticOperator operation, in ExactDecimal right, out ExactDecimal result)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add:
                result = left + right;
                return true;
            case ArithmeticOperator.Subtract:
                result = left - right;
                return true;
            default:
                var isNear = left.Sign == 0 || right.Sign == 0 || (left.Magnitude + right.Magnitude <= MaxPlaces && left.Exponent + right.Exponent >= -MaxPlaces);
                result = isNear ? left * right : default;
                return isNear;
        }
    }
}
