namespace Aegis.Streams.Outcome;

/// <summary>The stable codes of reasons and dead letters, `stage.what`. Clients switch on them, so they are never renamed.</summary>
public static class ReasonCodes
{
    /// <summary>The value is not valid JSON, or not one object. Envelope: dead letter. Parameters: deny.</summary>
    public const string InvalidJson = "intents.invalid_json";

    /// <summary>A name occurs twice in one JSON object.</summary>
    public const string DuplicateKey = "intents.duplicate_key";

    /// <summary>JSON is nested deeper than allowed.</summary>
    public const string TooDeep = "intents.too_deep";

    /// <summary>A number has more digits or a larger exponent than allowed.</summary>
    public const string NumberTooLong = "intents.number_too_long";

    /// <summary>The text is not valid UTF-8, or has a lone surrogate.</summary>
    public const string InvalidUtf8 = "intents.invalid_utf8";

    /// <summary>The record, or a field of it, is larger than allowed.</summary>
    public const string TooLarge = "intents.too_large";

    /// <summary>A required field is absent.</summary>
    public const string MissingField = "intents.missing_field";

    /// <summary>A field has a type, form or value that the contract does not permit.</summary>
    public const string InvalidField = "intents.invalid_field";

    /// <summary>The JSON object has a field that the contract does not know.</summary>
    public const string UnknownField = "intents.unknown_field";

    /// <summary>The bytes are not a Protobuf message of the contract.</summary>
    public const string InvalidProtobuf = "intents.invalid_protobuf";

    /// <summary>The content type is none that Aegis reads.</summary>
    public const string UnknownContentType = "intents.unknown_content_type";

    /// <summary>The record has no value.</summary>
    public const string EmptyRecord = "intents.empty_record";

    /// <summary>The deadline had passed before the intent was decided.</summary>
    public const string Expired = "intents.expired";

    /// <summary>The id was used before for another request.</summary>
    public const string IdReused = "intents.id_reused";

    /// <summary>A forwarded intent is still not in the partition that owns it.</summary>
    public const string Misrouted = "intents.misrouted";

    /// <summary>The agent is not registered.</summary>
    public const string AgentUnknown = "identity.agent_unknown";

    /// <summary>The agent is registered and disabled.</summary>
    public const string AgentDisabled = "identity.agent_disabled";

    /// <summary>No policy set is active yet, so nothing is allowed.</summary>
    public const string NoPolicyActive = "policy.none_active";

    /// <summary>No policy speaks of the agent.</summary>
    public const string NoPolicyForAgent = "policy.agent_not_covered";

    /// <summary>The agent's policy does not list the tool.</summary>
    public const string ToolNotAllowed = "policy.tool_not_allowed";

    /// <summary>The agent's policy lists the tool, not this action.</summary>
    public const string ActionNotAllowed = "policy.action_not_allowed";

    /// <summary>A parameter that a condition reads is absent.</summary>
    public const string ParameterMissing = "policy.parameter_missing";

    /// <summary>A parameter that a condition reads has another type.</summary>
    public const string ParameterType = "policy.parameter_type";

    /// <summary>A parameter that a condition reads has a value that makes no sense, such as a negative discount.</summary>
    public const string ParameterRange = "policy.parameter_range";

    /// <summary>The discount is above the limit: a human must approve.</summary>
    public const string DiscountOverLimit = "policy.discount_over_limit";

    /// <summary>The catalog has no such SKU.</summary>
    public const string SkuUnknown = "catalog.sku_unknown";

    /// <summary>The SKU is no longer sold.</summary>
    public const string SkuInactive = "catalog.sku_inactive";

    /// <summary>The quoted price is under the floor: a human must approve.</summary>
    public const string PriceBelowFloor = "catalog.price_below_floor";

    /// <summary>The quoted price is not a decimal number of 0 and up.</summary>
    public const string InvalidPrice = "catalog.invalid_price";

    /// <summary>The quote's currency is not that of the item's floor price.</summary>
    public const string CurrencyMismatch = "catalog.currency_mismatch";

    /// <summary>A stage failed; the record was denied, and the fault counted and logged.</summary>
    public const string InternalError = "pipeline.internal_error";

    /// <summary>A record made its transaction fail again and again and was set aside.</summary>
    public const string PoisonRecord = "pipeline.poison_record";
}
