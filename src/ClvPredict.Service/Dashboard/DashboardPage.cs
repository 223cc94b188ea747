using ClvPredict.Reporting.Languages;
using ClvPredict.Service.Shop;
using Microsoft.AspNetCore.Components;

namespace ClvPredict.Service.Dashboard;

/// <summary>A page: it shows one shop from its first line to its last, also when a reload comes between.</summary>
public abstract class DashboardPage : LanguageComponent
{
    private ScoredShop? _shop;

    /// <summary>The shop that answers at present.</summary>
    [Inject]
    public LiveShop Live { get; set; } = null!;

    /// <summary>Addresses.</summary>
    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>The shop that the page shows.</summary>
    protected ScoredShop Shop => _shop ??= Live.Current;

    /// <summary>What the browser calls the page.</summary>
    protected static string WindowTitle(string title) => $"{title} - ClvPredict";
}
