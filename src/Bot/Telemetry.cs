using CoCreateBot.Bot.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CoCreateBot.Bot;

/// <summary>
/// Metrics and traces by OTLP, where OTEL_EXPORTER_OTLP_ENDPOINT is set. The traces are our own: the framework's carry paths, and a room's path is
/// its key.
/// </summary>
static class Telemetry
{
    const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>A collector that does not answer must not hold up the stop: people's votes are written in that time.</summary>
    const int FlushMs = 2_000;

    public static void Add(IServiceCollection services, IConfiguration settings)
    {
        if (string.IsNullOrEmpty(settings[EndpointSetting]))
        {
            return;
        }

        services.AddSingleton(Sdk.CreateTracerProviderBuilder().AddSource(HostMetrics.MeterName).AddOtlpExporter().Build());
        services.AddSingleton(Sdk.CreateMeterProviderBuilder()
            .AddMeter(HostMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter()
            .Build());
        services.AddHostedService<TelemetryStart>();
    }

    /// <summary>One span a request, named by its route's template.</summary>
    public static void UseTraces(this WebApplication app) =>
        app.Use((http, next) => HostMetrics.Traces.HasListeners() ? TraceAsync(http, next) : next(http));

    static async Task TraceAsync(HttpContext http, RequestDelegate next)
    {
        using var span = HostMetrics.Traces.StartActivity(http.Request.Method, System.Diagnostics.ActivityKind.Server);
        await next(http);
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span?.SetTag("http.route", route);
        span?.SetTag("http.response.status_code", http.Response.StatusCode);
        if (span is not null && route is not null)
        {
            span.DisplayName = $"{http.Request.Method} {route}";
        }
    }

    // Singletons are made when first asked for; these two must be there from the start, and are flushed when the app is disposed of.
    sealed class TelemetryStart(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.ForceFlush(FlushMs);
            metrics.ForceFlush(FlushMs);
            return Task.CompletedTask;
        }
    }
}
