using Aegis.Streams.Cli.Bench.Labelled.People;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes values by the name of their entity.</summary>
internal static class SensitiveValues
{
    /// <summary>Makes a value.</summary>
    /// <param name="entity">One of <see cref="EntityNames"/>.</param>
    /// <param name="draw">The choices.</param>
    /// <param name="person">Whose it is.</param>
    /// <param name="hasContext">Whether something says what it is, so that it may be bare.</param>
    /// <param name="isInText">Whether it stands in running text, and not alone in a cell or string.</param>
    /// <returns>The value.</returns>
    public static SensitiveValue Make(string entity, Draw draw, Person person, bool hasContext, bool isInText) => entity switch
    {
        EntityNames.Email => EmailValues.Make(draw, person),
        EntityNames.Phone => PhoneValues.Make(draw, person.Locale.Country, hasContext),
        EntityNames.UsSsn => UnitedStatesValues.Ssn(draw, hasContext),
        EntityNames.UsItin => UnitedStatesValues.Itin(draw, hasContext),
        EntityNames.CreditCard => CardValues.Make(draw),
        EntityNames.Iban => IbanValues.Make(draw, hasContext),
        EntityNames.IpAddress => IpValues.Make(draw, isInText),
        EntityNames.Secret => isInText ? SecretValues.InText(draw) : SecretValues.Prefixed(draw),
        EntityNames.DateOfBirth => BirthDates.Make(draw, person.Locale.Country),
        EntityNames.UkNino => NationalValues.Nino(draw),
        EntityNames.UkNhs => NationalValues.Nhs(draw),
        EntityNames.CaSin => NationalValues.Sin(draw),
        EntityNames.InAadhaar => NationalValues.Aadhaar(draw),
        EntityNames.InPan => NationalValues.Pan(draw),
        EntityNames.UsPassport => UnitedStatesValues.Passport(draw),
        EntityNames.Npi => HealthValues.Npi(draw),
        EntityNames.Mbi => HealthValues.Mbi(draw),
        EntityNames.AbaRouting => BankValues.Routing(draw),
        EntityNames.UsBankAccount => BankValues.Account(draw),
        EntityNames.DeaNumber => HealthValues.Dea(draw),
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "There is no such entity."),
    };
}
