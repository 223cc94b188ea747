using ClvPredict.Reporting;

namespace ClvPredict.Service.Dashboard;

/// <summary>A page that shows parts of the report, or says that they are being computed.</summary>
public abstract class ReportPage : DashboardPage
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>What the report shows; null while it is being computed, and without orders.</summary>
    protected ReportContent? Report { get; private set; }

    /// <summary>Whether it is being computed.</summary>
    protected bool IsPreparing { get; private set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var report = Shop.ReportAsync();
        await Task.WhenAny(report, Task.Delay(s_patience));
        IsPreparing = !report.IsCompleted;
        if (!IsPreparing)
            Report = await report;
    }
}
