namespace Aegis.Streams.Cli.Bench.Labelled.Notes;

/// <summary>Sentences without anything sensitive, and nearly without digits.</summary>
internal static class Fillers
{
    private static readonly string[] English =
    [
        "Wants a short summary before the next board meeting",
        "Compared us with two other vendors and liked the delivery time",
        "Decision maker is back from leave on Monday",
        "The pilot ran on 3 sites with 14 users each",
        "Asked for on-site installation, training and two years of support",
        "Legal still reviews clause 12.4 of the contract",
        "Very friendly, but the budget is frozen until spring",
        "They said \"not before Q3\" and meant it",
        "Prefers the annual plan if the discount covers training",
        "Met at the trade fair; talked about the old warehouse system",
        "Follow up next week, then hand over to the partner team",
        "No answer yet, tried twice this week",
        "Procurement needs a firm number by Friday",
        "Interested in the larger bundle: hardware, setup and a service level",
        "Renewal is likely since the team uses it every day",
        "Sent the brochure and the price list",
        "Open question: who signs on their side",
        "Roll-out happens in 2 phases and takes about 6 weeks",
    ];

    private static readonly string[] German =
    [
        "Möchte vor der nächsten Sitzung eine kurze Übersicht",
        "Hat zwei andere Angebote eingeholt, unsere Lieferzeit gefällt",
        "Der Einkauf braucht bis Freitag eine feste Zahl",
        "Rückruf nächste Woche, Entscheidung im Herbst",
        "Schulung und Wartung sollen im Preis enthalten sein",
        "Ansprechpartner ist bis Montag im Urlaub",
    ];

    private static readonly string[] French =
    [
        "Souhaite un résumé avant la prochaine réunion",
        "A déjà reçu deux autres offres, mais préfère nos délais",
        "Le budget est gelé jusqu'au printemps",
        "À rappeler la semaine prochaine",
        "La formation doit être comprise dans le prix",
    ];

    private static readonly string[] Spanish =
    [
        "Quiere un resumen antes de la próxima reunión",
        "Ya tiene dos ofertas, pero le gusta nuestro plazo",
        "Compras necesita un precio firme el viernes",
        "Llamar otra vez la semana que viene",
        "La formación debe estar incluida",
    ];

    /// <summary>Finds the sentences of a language.</summary>
    /// <param name="language">Its code.</param>
    /// <returns>The sentences, without their last mark.</returns>
    public static string[] Of(string language) => language switch
    {
        "de" => German,
        "fr" => French,
        "es" => Spanish,
        _ => English,
    };
}
