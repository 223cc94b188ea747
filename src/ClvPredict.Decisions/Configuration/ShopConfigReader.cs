using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Configuration;

/// <summary>Reads clv.json and finds all its faults at once.</summary>
internal static class ShopConfigReader
{
    private const long MaxBytes = 1 << 20;

    private static readonly string[] s_sources =
    [
        "channel",
        "campaign",
        "country",
        "category",
        "product",
    ];

    public static ShopConfig Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
                throw new ShopConfigException($"{path} is larger than 1 MB; it is no config.");
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ShopConfigException(
                $"{path} cannot be read: {e.Message} clv config init writes one to start from.",
                e
            );
        }
    }

    public static ShopConfig Parse(string json, string name)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    MaxDepth = 16,
                }
            );
        }
        catch (JsonException e)
        {
            throw new ShopConfigException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message.Split(" LineNumber")[0]}"
                ),
                e
            );
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ShopConfigException($"{name} must hold one object, {{ … }}.");
            var faults = new List<string>();
            var config = Shop(new ConfigNode(document.RootElement, "", faults));
            return faults.Count == 0
                ? config
                : throw new ShopConfigException(
                    $"{name} has {(faults.Count == 1 ? "a fault" : faults.Count.ToString(CultureInfo.InvariantCulture) + " faults")}:\n  {string.Join("\n  ", faults)}"
                );
        }
    }

    private static ShopConfig Shop(ConfigNode node)
    {
        var (margin, fromCosts) = Margin(node);
        var config = new ShopConfig
        {
            Language = ReadLanguage(node),
            Currency = node.Text("currency") ?? "",
            Margin = margin,
            MarginFromCosts = fromCosts,
            Horizon = ReadHorizon(node),
            DiscountRate = node.Number("discount_rate", 0, 1) ?? 0,
            Acquisition = node.Object("acquisition") is { } costs ? Acquisition(costs) : null,
            Campaigns = Campaigns(node),
            Budget = node.Number("budget", 0, double.MaxValue) ?? double.PositiveInfinity,
            ControlShare = node.Number("control_share", 0, 0.9) ?? 0,
            FiscalYearStart = node.Whole("fiscal_year_start", 1, 12) ?? 1,
            Columns = Columns(node),
        };
        node.RefuseOthers();
        return config;
    }

    private static string? ReadLanguage(ConfigNode node)
    {
        var code = node.Text("language");
        if (code is not null && !ShopConfig.Languages.Contains(code))
            node.Fault(
                "language",
                node.Any("language")!.Value,
                "one of " + string.Join(", ", ShopConfig.Languages)
            );
        return code;
    }

    private static (double? Rate, bool FromCosts) Margin(ConfigNode node)
    {
        if (node.Any("margin") is not { } value)
            return (null, false);
        if (value.ValueKind == JsonValueKind.String && value.ValueEquals("from-costs"))
            return (null, true);
        if (
            value.ValueKind == JsonValueKind.Number
            && value.GetDouble() is > 0 and <= 1 and var rate
        )
            return (rate, false);
        node.Fault("margin", value, "a number above 0 and at most 1, or \"from-costs\"");
        return (null, false);
    }

    private static Horizon? ReadHorizon(ConfigNode node)
    {
        if (node.Text("horizon") is not { } text)
            return null;
        try
        {
            return Horizon.Parse(text);
        }
        catch (FormatException)
        {
            node.Fault(
                "horizon",
                node.Any("horizon")!.Value,
                "a number and d, w, m or y, such as \"180d\""
            );
            return null;
        }
    }

    private static AcquisitionCosts Acquisition(ConfigNode node)
    {
        var by = node.Text("by") ?? "channel";
        if (!s_sources.Contains(by, StringComparer.Ordinal))
            node.Fault("by", node.Any("by")!.Value, "one of " + string.Join(", ", s_sources));
        var costs = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        if (node.Object("costs") is { } named)
        {
            foreach (var source in named.Names())
                costs[source] = named.Number(source, 0, double.MaxValue) ?? 0;
            named.RefuseOthers();
        }
        var acquisition = new AcquisitionCosts
        {
            By = by,
            Costs = costs.ToImmutable(),
            Default = node.Number("default", 0, double.MaxValue),
        };
        node.RefuseOthers();
        return acquisition;
    }

    private static ImmutableArray<CampaignTerms> Campaigns(ConfigNode node)
    {
        var campaigns = ImmutableArray.CreateBuilder<CampaignTerms>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Objects("campaigns"))
        {
            var name = item.Text("name");
            if (name is null && item.Any("name") is null)
                item.Missing("name");
            else if (name is not null && !names.Add(name))
                item.Fault("name", item.Any("name")!.Value, "another name; this one is taken");
            campaigns.Add(
                new CampaignTerms
                {
                    Name = name ?? "",
                    ContactCost = item.Number("contact_cost", 0, double.MaxValue),
                    OfferCost = item.Number("offer_cost", 0, double.MaxValue),
                    Acceptance = item.Object("acceptance") is { } prior ? Acceptance(prior) : null,
                    MaxContacts = item.Whole("max_contacts", 0, int.MaxValue),
                    MinSegmentSize = item.Whole("min_segment_size", 0, int.MaxValue) ?? 0,
                    IsDiscount = item.Truth("discount") ?? false,
                }
            );
            item.RefuseOthers();
        }
        return campaigns.ToImmutable();
    }

    private static AcceptancePrior Acceptance(ConfigNode node)
    {
        var mean = node.Number("mean", 0, 1);
        if (mean is null && node.Any("mean") is null)
            node.Missing("mean");
        var strength = node.Number("strength", 0.001, 1e9) ?? AcceptancePrior.DefaultStrength;
        node.RefuseOthers();
        return new AcceptancePrior(mean ?? 0, strength);
    }

    private static ImmutableSortedDictionary<string, string> Columns(ConfigNode node)
    {
        var columns = ImmutableSortedDictionary.CreateBuilder<string, string>(
            StringComparer.Ordinal
        );
        if (node.Object("columns") is { } named)
        {
            foreach (var role in named.Names())
                columns[role] = named.Text(role) ?? "";
            named.RefuseOthers();
        }
        return columns.ToImmutable();
    }
}
