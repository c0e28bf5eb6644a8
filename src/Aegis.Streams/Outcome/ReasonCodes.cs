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

    /// <summary>A parameter that no rule and no declaration names.</summary>
    public const string ParameterUnknown = "policy.parameter_unknown";

    /// <summary>A parameter that must be left out.</summary>
    public const string ParameterForbidden = "policy.parameter_forbidden";

    /// <summary>A parameter's value is not among those that are accepted, or begins or ends otherwise.</summary>
    public const string ParameterValue = "policy.parameter_value";

    /// <summary>A text is too short or too long.</summary>
    public const string ParameterLength = "policy.parameter_length";

    /// <summary>A text does not match a pattern, or matches one that it must not.</summary>
    public const string ParameterPattern = "policy.parameter_pattern";

    /// <summary>An array has too few or too many items.</summary>
    public const string ParameterItems = "policy.parameter_items";

    /// <summary>A date or instant is too early or too late.</summary>
    public const string ParameterDate = "policy.parameter_date";

    /// <summary>A duration is too short or too long.</summary>
    public const string ParameterDuration = "policy.parameter_duration";

    /// <summary>A URL is not on the allow-list, or has no plain meaning.</summary>
    public const string EgressNotAllowed = "policy.egress_not_allowed";

    /// <summary>An amount is outside the bounds of its currency.</summary>
    public const string MoneyLimit = "policy.money_limit";

    /// <summary>Parameters do not compare as a rule demands.</summary>
    public const string ComparisonFailed = "policy.comparison_failed";

    /// <summary>A product of numbers has digits too far from the point to be computed.</summary>
    public const string ProductRange = "policy.product_range";

    /// <summary>The call comes outside the hours of a rule.</summary>
    public const string TimeWindow = "policy.time_window";

    /// <summary>The agent's registration lacks an attribute, or has another value of it.</summary>
    public const string AttributeMismatch = "policy.attribute_mismatch";

    /// <summary>The instance runs in another environment.</summary>
    public const string EnvironmentMismatch = "policy.environment_mismatch";

    /// <summary>A condition does not hold that has no code of its own.</summary>
    public const string ConditionFailed = "policy.condition_failed";

    /// <summary>A rule forbids the call.</summary>
    public const string Forbidden = "policy.forbidden";

    /// <summary>A rule demands that a human approve.</summary>
    public const string ApprovalRequired = "policy.approval_required";

    /// <summary>A rule demands that values be redacted.</summary>
    public const string SanitizeRequired = "policy.sanitize_required";

    /// <summary>A permit that is only observed would apply.</summary>
    public const string ObservedPermit = "policy.observed_permit";

    /// <summary>The base permits the call, the tenant's own layer does not.</summary>
    public const string NotPermittedByLayer = "policy.not_permitted_by_layer";

    /// <summary>There is no policy: none was loaded or published, or none that is valid.</summary>
    public const string NoPolicy = "policy.no_policy";

    /// <summary>Policy itself failed; the call was denied, and the fault counted and logged.</summary>
    public const string PolicyFault = "policy.internal_error";

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

    /// <summary>The discount is over the item's own limit: a human must approve.</summary>
    public const string SkuDiscountOverLimit = "catalog.discount_over_limit";

    /// <summary>The parameters hold something that a profile blocks.</summary>
    public const string DlpBlocked = "dlp.blocked";

    /// <summary>The parameters could not be looked at as a whole, or not be rewritten so that every reader understands them.</summary>
    public const string DlpIncomplete = "dlp.incomplete";

    /// <summary>A record of a list is none of the contract. Dead letter.</summary>
    public const string ListInvalid = "lists.invalid";

    /// <summary>A chunk of a list is not in the partition that its key names. Dead letter.</summary>
    public const string ListMisrouted = "lists.misrouted";

    /// <summary>A chunk of a list, or its receipt, comes after a gap. Dead letter.</summary>
    public const string ListOutOfOrder = "lists.out_of_order";

    /// <summary>A list of this name is being submitted, or was. Dead letter.</summary>
    public const string ListNameTaken = "lists.name_taken";

    /// <summary>A record speaks of a list that was not begun. Dead letter.</summary>
    public const string ListUnknown = "lists.unknown";

    /// <summary>A list ends a second time, and otherwise. Dead letter.</summary>
    public const string ListEndDiffers = "lists.end_differs";

    /// <summary>The policy has no profile of the name that a list asks for.</summary>
    public const string ListProfileUnknown = "lists.profile_unknown";

    /// <summary>The profile that a list asks for cannot be applied to chunks that know nothing of each other, or not to this format.</summary>
    public const string ListProfileUnfit = "lists.profile_unfit";

    /// <summary>Lines of a list are no rows. Dead letter.</summary>
    public const string ListBadRows = "lists.bad_rows";

    /// <summary>Rows of a list hold what the profile blocks. Dead letter.</summary>
    public const string ListBlockedRows = "lists.blocked_rows";

    /// <summary>The rows of a chunk would grow over what a record may hold. Dead letter.</summary>
    public const string ListOutputTooLarge = "lists.output_too_large";

    /// <summary>What a list was closed over is not what was submitted: the file changed between submitting and resuming. No manifest.</summary>
    public const string ListInputDiffers = "lists.input_differs";

    /// <summary>A chunk of a list was no longer there when the list was closed. No manifest.</summary>
    public const string ListChunkLost = "lists.chunk_lost";

    /// <summary>A stage failed, and policy lets this read pass then; the fault was counted and logged.</summary>
    public const string FailedOpen = "pipeline.failed_open";

    /// <summary>A stage failed; the record was denied, and the fault counted and logged.</summary>
    public const string InternalError = "pipeline.internal_error";

    /// <summary>A record made its transaction fail again and again and was set aside.</summary>
    public const string PoisonRecord = "pipeline.poison_record";
}
