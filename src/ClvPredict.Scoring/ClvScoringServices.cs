using ClvPredict.Scoring;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers scoring with an application's services.</summary>
public static class ClvScoringServices
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds a <see cref="ReloadingScorer"/>, and <see cref="CustomerScorer"/> as its present scorer: what asks for one per
    /// request gets the newest good model.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="modelPath">A model zip, or a file that names one, such as models/current.</param>
    /// <param name="interval">How often the file is looked at; null for 5 seconds.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddClvScoring(
        this IServiceCollection services,
        string modelPath,
        TimeSpan? interval = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        services.AddSingleton(provider => new ReloadingScorer(
            modelPath,
            interval ?? s_interval,
            provider.GetService<ILogger<ReloadingScorer>>()
        ));
        services.AddTransient(provider => provider.GetRequiredService<ReloadingScorer>().Current);
        return services;
    }
}
