using System.Collections.Immutable;
using System.Text.Json;

namespace ClvPredict.Decisions.NextActions;

/// <summary>What is fixed about a kind of action.</summary>
internal static class ActionTerms
{
    private static readonly ImmutableHashSet<ActionKind> s_withOffer =
    [
        ActionKind.Retention,
        ActionKind.SecondPurchase,
        ActionKind.WinBack,
        ActionKind.Birthday,
        ActionKind.Anniversary,
        ActionKind.SubscriptionOffer,
        ActionKind.UrgencyDeal,
        ActionKind.Vip,
        ActionKind.SubscriberDeal,
        ActionKind.PostPurchase,
    ];

    /// <summary>Every kind, in the order of priority.</summary>
    public static ImmutableArray<ActionKind> All { get; } = [.. Enum.GetValues<ActionKind>()];

    /// <summary>Whether the kind comes with an offer that costs money where it is taken.</summary>
    public static bool HasOffer(ActionKind kind) => s_withOffer.Contains(kind);

    /// <summary>The name of a kind, such as second_purchase.</summary>
    public static string Name(ActionKind kind) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
