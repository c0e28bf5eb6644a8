namespace Aegis.Streams.Policy.Rules;

/// <summary>How two numbers are compared.</summary>
public enum ComparisonOperator
{
    /// <summary>`==`.</summary>
    Equal,

    /// <summary>`!=`.</summary>
    NotEqual,

    /// <summary>`&lt;`.</summary>
    Less,

    /// <summary>`&lt;=`.</summary>
    LessOrEqual,

    /// <summary>`>`.</summary>
    Greater,

    /// <summary>`>=`.</summary>
    GreaterOrEqual,
}
