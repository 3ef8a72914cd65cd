/** Made from the OpenAPI text of the gateway by `npm run docs`; not to be changed by hand. */
export interface paths {
    "/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every live worker, what it does and the machine it runs on */
        get: operations["WorkersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: operations["MetricsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is everything well */
        get: operations["HealthController_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it work */
        get: operations["HealthController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/startup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Has it started */
        get: operations["HealthController_startup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the process live */
        get: operations["HealthController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who asks; a page gets a cookie with which its players and links read files, and nothing else */
        post: operations["SessionController_open"];
        /** Takes the cookie of a page away */
        delete: operations["SessionController_close"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every key and what it may have; not its text */
        get: operations["KeysController_list"];
        put?: never;
        /** Make a key; from the first one on, every gateway asks for a key */
        post: operations["KeysController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a key; within a second no gateway takes it */
        delete: operations["KeysController_revoke"];
        options?: never;
        head?: never;
        /** Change what a key may have */
        patch: operations["KeysController_limit"];
        trace?: never;
    };
    "/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of the share, in pages */
        get: operations["FilesController_list"];
        put?: never;
        /** Upload a file */
        post: operations["FilesController_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file, with ranges */
        get: operations["FilesController_download"];
        put?: never;
        post?: never;
        /** Remove an uploaded file */
        delete: operations["FilesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a resumable upload (tus 1.0.0) */
        post: operations["ResumableController_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give up a resumable upload */
        delete: operations["ResumableController_remove"];
        options?: never;
        /** How far a resumable upload is */
        head: operations["ResumableController_look"];
        /** Send a piece of a resumable upload */
        patch: operations["ResumableController_write"];
        trace?: never;
    };
    "/v1/tasks/{id}/callback/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the callback of a final task once more */
        post: operations["CallbacksController_redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be run here, and by how many workers */
        get: operations["CatalogController_catalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of a task, as a list or live (text/event-stream) */
        get: operations["EventsController_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks, newest first, in pages */
        get: operations["TasksController_list"];
        put?: never;
        /** Submit a task */
        post: operations["SubmissionsController_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit up to 1000 tasks, each answered on its own */
        post: operations["SubmissionsController_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try an ended task again, as a new task of its workflow */
        post: operations["SubmissionsController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a task is doing */
        get: operations["TasksController_status[0]"];
        put?: never;
        post?: never;
        /** Remove the record and the files of a task */
        delete: operations["TasksController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a task is doing */
        get: operations["TasksController_status[1]"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an ended task gave back */
        get: operations["TasksController_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Links to the files of a task, which hold for some time and need no key */
        get: operations["TasksController_links"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/context": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The context of the workflow of a task */
        get: operations["TasksController_context"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a task that waits or runs */
        post: operations["TasksController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flows, newest first, in pages */
        get: operations["FlowsController_list"];
        put?: never;
        /** Store a flow; the same id makes a new version */
        post: operations["FlowsController_put"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a flow and store nothing */
        post: operations["FlowsController_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema of a flow, for editors */
        get: operations["FlowsController_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{flow_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow with its routines */
        get: operations["FlowsController_get"];
        put?: never;
        post?: never;
        /** Remove a flow; its jobs go on */
        delete: operations["FlowsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{flow_id}/routines/{routine_id}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a routine is, and when it begins */
        get: operations["FlowsController_info"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{flow_id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the jobs of a flow did in each of the last minutes */
        get: operations["FlowsController_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first */
        get: operations["JobsController_list"];
        put?: never;
        /** Start a job of a flow */
        post: operations["JobsController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a job is doing, and its results */
        get: operations["JobsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin nothing more until it is resumed */
        post: operations["JobsController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on where it was paused */
        post: operations["JobsController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a job, and its tasks */
        post: operations["JobsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/monitoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many jobs are doing; those that are not there are left out */
        get: operations["JobWatchController_many"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/monitoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a job, its routines and its slots are doing */
        get: operations["JobWatchController_monitoring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of a job, its flow, what it waits for, and where a breakpoint stopped it */
        get: operations["JobWatchController_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items, executions, errors and times of a job */
        get: operations["JobWatchController_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of the items of a job */
        get: operations["JobWatchController_trace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/routines/{routine_id}/queue-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How full the slots of a routine are */
        get: operations["JobWatchController_queueStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/queues/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How full all slots of a job are, by routine */
        get: operations["JobWatchController_queues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/routines/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What all routines of a job are doing */
        get: operations["JobWatchController_statuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/debug/breakpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Breakpoints of a job */
        get: operations["JobDebugController_breakpoints"];
        put?: never;
        /** Pause the job before a routine works */
        post: operations["JobDebugController_add"];
        /** Remove one breakpoint, or all */
        delete: operations["JobDebugController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/debug/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the job stands still, and what waits in its slots */
        get: operations["JobDebugController_session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/debug/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do the next activation, and stop before the one after it */
        post: operations["JobDebugController_step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/debug/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on to the next breakpoint */
        post: operations["JobDebugController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audio/transcriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Text of speech, as OpenAI answers */
        post: operations["AudioController_transcribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audio/translations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Text of speech, translated into English */
        post: operations["AudioController_translate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The reply of a language model to a conversation, as OpenAI answers */
        post: operations["ChatController_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models that live workers have, and the names that stand for them */
        get: operations["ModelsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of these models */
        get: operations["ModelsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audio/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A text as speech, as OpenAI answers */
        post: operations["SpeechController_speak"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Text of speech, as whisper-asr-webservice answers */
        post: operations["AsrController_transcribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/detect-language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Language of the first 30 s of speech, as whisper-asr-webservice answers */
        post: operations["AsrController_detect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/gpu-lock/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who holds a GPU, and who waits for it */
        get: operations["GpuController_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/gpu-lock/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well the GPUs are shared, over all of them */
        get: operations["GpuController_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gpus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every GPU that a worker ever announced */
        get: operations["GpuController_all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/lock/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a GPU from its holder: what runs on it is killed and confirmed gone first */
        post: operations["GpuController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/monitor/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the monitor does and has done */
        get: operations["MonitorController_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/monitor/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well the monitor is, measured */
        get: operations["MonitorController_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/monitor/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the checks on */
        post: operations["MonitorController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/monitor/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the checks off; tasks go on */
        post: operations["MonitorController_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/heartbeat/task/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a task gives signs of life */
        get: operations["HeartbeatsController_one"];
        put?: never;
        post?: never;
        /** End a task that was registered by hand */
        delete: operations["HeartbeatsController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/heartbeat/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every task that is watched, in pages; the statistics count all */
        get: operations["HeartbeatsController_all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/heartbeat/task/{task_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register or renew a task that runs outside the workers */
        post: operations["HeartbeatsController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/heartbeat/cleanup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget the dead tasks */
        post: operations["HeartbeatsController_cleanup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/timeout/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What got late, and what was done about it */
        get: operations["TimeoutsController_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/timeout/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Timeouts as they hold now */
        get: operations["TimeoutsController_config"];
        /** Change timeouts while the system runs; what is not named stays */
        put: operations["TimeoutsController_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/timeout/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check now, also while the monitor is stopped */
        post: operations["TimeoutsController_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything in numbers */
        get: operations["MonitoringHealthController_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well everything is */
        get: operations["MonitoringHealthController_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what that cannot be undone, newest first */
        get: operations["AuditController_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Code tasks, newest first */
        get: operations["CodeTasksController_list"];
        put?: never;
        /** Submit a Python program to run on an idle machine */
        post: operations["CodeTasksController_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a code task is doing, and its result */
        get: operations["CodeTasksController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a code task that waits or runs */
        post: operations["CodeTasksController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this is; a browser is led to the dashboard */
        get: operations["NodesController_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The machines that lend their idle time */
        get: operations["NodesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them */
        get: operations["NodesController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last hour of code tasks and nodes in figures */
        get: operations["NodesController_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/nodes/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The nodes that contributed most */
        get: operations["NodesController_top"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/nodes/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The nodes that wait for a task, the next one first, and why */
        get: operations["NodesController_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A sign of life of a node */
        post: operations["AgentsController_heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/task/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask for a task; with `wait` the answer comes when there is one */
        get: operations["AgentsController_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/task/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a task came to */
        post: operations["AgentsController_result"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/task/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a task back that the node cannot end; no try is counted */
        post: operations["AgentsController_giveBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/service/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin an attempt at a task of the catalogue on a node */
        post: operations["ServicesController_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/service/beat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A sign of life of a worker on a node, and of its attempt */
        post: operations["ServicesController_beat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/service/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell something of an attempt */
        post: operations["ServicesController_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/service/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an attempt came to; `lost` when it is not the current one any more */
        post: operations["ServicesController_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/service/outputs/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Store an output of an attempt */
        put: operations["ServicesController_output"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/service/inputs/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an input of a task by its link, with ranges */
        get: operations["ServicesController_input"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitor/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest events of the newest runs, or live those of all runs (text/event-stream) */
        get: operations["LiveEventsController_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitor/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of all types, newest first */
        get: operations["RunsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitor/workflows/{type}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run with its events and what it belongs to */
        get: operations["RunsController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitor/workflows/{type}/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of a run; /ws/runs/{id}/events gives them live */
        get: operations["RunsController_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitor/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All runs in numbers */
        get: operations["RunsController_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitor/stats/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many runs ended in each of the last minutes */
        get: operations["RunsController_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The queue of each service: what waits, how long, and how many workers it needs */
        get: operations["QueuesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CpuReply: {
            cores: number;
            /** @description part of all CPU time that is used */
            load: number;
        };
        RoomReply: {
            /** @description bytes */
            total_bytes: number;
            /** @description bytes */
            available_bytes: number;
        };
        HostGpuReply: {
            /** @example NVIDIA T4 */
            name: string;
            /** @description part of the time in which it works */
            load: number;
            /** @description bytes */
            memory_total_bytes: number;
            /** @description bytes */
            memory_used_bytes: number;
        };
        HostReply: {
            cpu: components["schemas"]["CpuReply"];
            memory: components["schemas"]["RoomReply"];
            /** @description file system of the shared files */
            disk: components["schemas"]["RoomReply"] | null;
            gpus: components["schemas"]["HostGpuReply"][];
        };
        WorkerReply: {
            /** @example ffmpeg@media-box-4711-a1b2c3 */
            worker: string;
            /** @enum {string} */
            service: "ffmpeg" | "faster_whisper" | "paddleocr" | "wservice" | "inpainting" | "llm" | "tts" | "pyannote_audio" | "audio_separator";
            version: string;
            /** @enum {string} */
            device: "cpu" | "cuda";
            /** @description lock keys of the GPUs it uses */
            gpus: string[];
            /** @description models that are ready */
            models: string[];
            /** @description what it needs before it takes tasks */
            missing: string[];
            /** @description tasks it works on at the same time */
            concurrency: number;
            /** @description tasks it works on now */
            running: number;
            /** @description `running` by `concurrency` */
            load: number;
            host: string;
            pid: number;
            /** @description its last sign of life (RFC 3339) */
            seen_at: string;
            /** @description the machine it runs on; null when it is not known */
            host_facts: components["schemas"]["HostReply"] | null;
        };
        WorkerList: {
            /** @description by service and name */
            workers: components["schemas"]["WorkerReply"][];
            total: number;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded";
            /** @description RFC 3339 */
            timestamp: string;
            components: {
                [key: string]: "healthy" | "unhealthy";
            };
            /** @description what is wrong, for a person */
            problems: string[];
        };
        SessionKeyReply: {
            /** @example 3f9a1c2b */
            id: string;
            /** @description says to a person what it is for */
            name: string;
            /** @description what it may do */
            scopes: ("submit" | "read" | "code" | "node" | "admin")[];
            /** @description whether it sees the tasks and files of other keys */
            sees_all: boolean;
            /** @description its end; null: it does not end by itself (RFC 3339) */
            expires_at: string | null;
        };
        SessionReply: {
            /** @description null while there are no keys */
            key: components["schemas"]["SessionKeyReply"] | null;
        };
        KeyReply: {
            /** @example 3f9a1c2b */
            id: string;
            /** @description says to a person what it is for */
            name: string;
            /** @description what it may do */
            scopes: ("submit" | "read" | "code" | "node" | "admin")[];
            /** @description whether it sees the tasks and files of other keys */
            sees_all: boolean;
            /** @description its end; null: it does not end by itself (RFC 3339) */
            expires_at: string | null;
            /** @description RFC 3339 */
            created_at: string;
            /** @description when it was last used; null: never (RFC 3339) */
            last_used_at: string | null;
            /** @description requests to one route in a minute; RATE_LIMIT of the gateway where it is missing; without it, no limit */
            rate_limit?: number;
            /** @description tasks that may wait; without it, no limit */
            most_queued?: number;
            /** @description tasks that may run at the same time; without it, no limit */
            most_running?: number;
            /** @description bytes of its uploads and results; without it, no limit */
            most_bytes?: number;
        };
        KeyList: {
            /** @description oldest first */
            keys: components["schemas"]["KeyReply"][];
        };
        NewKeyBody: {
            /** @description tasks that may wait */
            most_queued?: number | null;
            /** @description tasks that may run at the same time */
            most_running?: number | null;
            /** @description size of its uploads and results (bytes) */
            most_bytes?: number | null;
            /** @description says to a person what it is for */
            name: string;
            /** @description what it may do */
            scopes: ("submit" | "read" | "code" | "node" | "admin")[];
            /**
             * @description whether it sees the tasks and files of other keys
             * @default false
             */
            sees_all?: boolean;
            /** @description time after which it ends; without it, it does not (seconds) */
            expires_in?: number;
            /**
             * @description make a secret that signs the callbacks of its tasks, instead of CALLBACK_SECRET
             * @default false
             */
            sign_callbacks?: boolean;
            /** @description requests to one route in a minute, instead of RATE_LIMIT of the gateway */
            rate_limit?: number;
        };
        NewKeyReply: {
            /** @example 3f9a1c2b */
            id: string;
            /** @description says to a person what it is for */
            name: string;
            /** @description what it may do */
            scopes: ("submit" | "read" | "code" | "node" | "admin")[];
            /** @description whether it sees the tasks and files of other keys */
            sees_all: boolean;
            /** @description its end; null: it does not end by itself (RFC 3339) */
            expires_at: string | null;
            /** @description RFC 3339 */
            created_at: string;
            /** @description when it was last used; null: never (RFC 3339) */
            last_used_at: string | null;
            /** @description requests to one route in a minute; RATE_LIMIT of the gateway where it is missing; without it, no limit */
            rate_limit?: number;
            /** @description tasks that may wait; without it, no limit */
            most_queued?: number;
            /** @description tasks that may run at the same time; without it, no limit */
            most_running?: number;
            /** @description bytes of its uploads and results; without it, no limit */
            most_bytes?: number;
            /** @description the key itself; it is kept nowhere and not shown again */
            text: string;
            /** @description signs the callbacks of its tasks; not shown again */
            callback_secret: string | null;
        };
        KeyLimitsBody: {
            /** @description tasks that may wait */
            most_queued?: number | null;
            /** @description tasks that may run at the same time */
            most_running?: number | null;
            /** @description size of its uploads and results (bytes) */
            most_bytes?: number | null;
        };
        KeyRevoked: {
            id: string;
            /** @description keys that are left */
            keys_left: number;
        };
        UploadReply: {
            /**
             * @description what a task is given as its input
             * @example /share/uploads/0190…/film.mp4
             */
            path: string;
            /** @description bytes */
            size: number;
            /** @description as the form stated it */
            content_type: string;
            /** @description lower-case hexadecimal */
            sha256: string;
        };
        ListedFileReply: {
            path: string;
            /** @description bytes */
            size: number;
            /** @description RFC 3339 */
            modified_at: string;
        };
        FilePageReply: {
            files: components["schemas"]["ListedFileReply"][];
            /** @description `cursor` of the next page; null after the last file */
            next_cursor: string | null;
        };
        RedeliveryReply: {
            task_id: string;
            /** @enum {string} */
            callback_status: "none" | "pending" | "sent" | "failed";
        };
        Limits: {
            /** @description seconds */
            warning: number;
            /** @description seconds */
            soft: number;
            /** @description seconds */
            hard: number;
        };
        CatalogEntry: {
            task_name: string;
            aliases: string[];
            /** @enum {string} */
            service: "ffmpeg" | "faster_whisper" | "paddleocr" | "wservice" | "inpainting" | "llm" | "tts" | "pyannote_audio" | "audio_separator";
            description: string;
            /** @description of submissions that name none; 9 goes first, 0 last */
            priority: number;
            /**
             * @description `auto` uses a GPU where the worker has one
             * @enum {string}
             */
            device: "cpu" | "auto";
            needs_gpu: boolean;
            /** @description hard limit of one attempt, seconds */
            timeout: number;
            limits: components["schemas"]["Limits"];
            /** @description where a missing input is taken from, by field */
            sources: {
                [key: string]: unknown;
            };
            /** @description JSON Schema */
            input: {
                [key: string]: unknown;
            };
            /** @description JSON Schema */
            output: {
                [key: string]: unknown;
            };
            live_workers: number;
            /** @description what its workers lack before they take it, and what to do; null when one takes it */
            unavailable: string | null;
        };
        Catalog: {
            tasks: components["schemas"]["CatalogEntry"][];
            total: number;
        };
        EventReply: {
            /** @description from 1 on, without gaps */
            seq: number;
            /** @example started */
            type: string;
            /** @description RFC 3339 */
            timestamp: string;
            /** @enum {string} */
            level: "info" | "success" | "warning" | "error";
            /** @description who says it */
            producer: string;
            /** @description facts */
            payload: {
                [key: string]: unknown;
            };
        };
        EventList: {
            task_id: string;
            /** @description oldest first */
            events: components["schemas"]["EventReply"][];
        };
        TaskFailureView: {
            /** @example INPUT_REJECTED */
            code: string;
            message: string;
            /** @description whether another attempt could help */
            retryable: boolean;
            details?: string;
        };
        StageReply: {
            /** @enum {string} */
            status: "PENDING" | "RUNNING" | "SUCCESS" | "FAILED" | "CANCELLED";
            /** @description what the task ran with */
            input_params: {
                [key: string]: unknown;
            };
            /** @description by the schema of the task */
            output: {
                [key: string]: unknown;
            } | null;
            error: components["schemas"]["TaskFailureView"] | null;
            /** @description seconds of the last attempt */
            duration: number | null;
            attempt: number;
            /** @description start of the last attempt (RFC 3339) */
            started_at: string | null;
            /** @description end of the task (RFC 3339) */
            completed_at: string | null;
        };
        SubmissionReply: {
            task_id: string;
            workflow_id: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "expired";
            /** @description 1 = next; null when it does not wait or is not known */
            position: number | null;
            /** @description seconds; null when it is not known */
            estimated_wait: number | null;
            /** @description the task whose result this is */
            reused_from: string | null;
            /** @description when it has one already, or within the wait of `Prefer: wait` */
            result: components["schemas"]["StageReply"] | null;
        };
        DryRunFile: {
            /** @description of `input_data` */
            field: string;
            /** @example /share/videos/input/example.mp4 */
            path: string;
            /** @description bytes; 0 for a directory */
            size: number;
            /** @description seconds of the media; null when it is no media, or could not be looked into here */
            duration: number | null;
            /** @description what it holds, e.g. `video h264` */
            streams: string[];
        };
        DryRunReply: {
            /** @enum {boolean} */
            dry_run: true;
            /**
             * @description `return`: this id has this request already; `reuse`: the result of `reused_from` is taken, once it is there
             * @enum {string}
             */
            would: "start" | "return" | "reuse";
            /** @description the task that computes the same */
            reused_from: string | null;
            task_name: string;
            /** @description the queue in which it would wait */
            queue: string;
            /** @description with references resolved and defaults */
            input: {
                [key: string]: unknown;
            };
            files: components["schemas"]["DryRunFile"][];
            priority: number;
            max_attempts: number;
            /** @description hard limit of one attempt, seconds */
            timeout: number;
            /** @description 1 = next */
            position: number | null;
            /** @description seconds until it would start; null when it is not known */
            estimated_wait: number | null;
            /** @description seconds it would take, from what such tasks took for each second of media; null when it is not known */
            estimated_duration: number | null;
            /** @description what it would wait for, in words */
            reason: string | null;
        };
        Submission: {
            /** @description a task of the catalogue */
            task_name: string;
            /** @description input of the task, by its own schema */
            input_data: Record<string, never>;
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        Batch: {
            /** @description submissions as `POST /v1/tasks` takes them; each is checked on its own */
            tasks: {
                [key: string]: unknown;
            }[];
        };
        BatchItem: {
            /**
             * @description what `POST /v1/tasks` would have answered
             * @example 202
             */
            status: number;
            task: components["schemas"]["SubmissionReply"] | null;
            /** @description `code`, `message` and `details`, as in every error */
            error: {
                [key: string]: unknown;
            } | null;
        };
        BatchReply: {
            /** @description in the order of the submissions */
            results: components["schemas"]["BatchItem"][];
            /** @description how many were taken */
            accepted: number;
            /** @description how many were refused */
            refused: number;
        };
        Retrial: {
            /** @description id of the new task; made when missing */
            task_id?: string;
        };
        TaskView: {
            task_id: string;
            task_name: string;
            /** @description the name the client used, when it was an alias */
            requested_as: string | null;
            workflow_id: string;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description the task of which this is another try */
            retry_of: string | null;
            /** @description the task whose result this is */
            reused_from: string | null;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "expired";
            /** @description 9 goes first, 0 last */
            priority: number;
            /** @description 0 to 1 */
            progress: number;
            /** @description the current or last one; 0 before the first */
            attempt: number;
            max_attempts: number;
            /** @description hard limit of one attempt, seconds */
            timeout: number;
            /** @description RFC 3339 */
            created_at: string;
            /** @description when it ends unless its first attempt has begun; RFC 3339 */
            expires_at: string | null;
            /** @description RFC 3339 */
            started_at: string | null;
            /** @description RFC 3339 */
            completed_at: string | null;
            /** @description the worker */
            executed_on: string | null;
            error: components["schemas"]["TaskFailureView"] | null;
            cancel_requested: boolean;
            /**
             * @description whether `callback` has been told of the end
             * @enum {string}
             */
            callback_status: "none" | "pending" | "sent" | "failed";
            /** @description why it waits or how it ended, in words */
            reason: string | null;
            /** @description 1 = next */
            position: number | null;
            /** @description seconds */
            estimated_wait: number | null;
        };
        TaskPage: {
            tasks: components["schemas"]["TaskView"][];
            /** @description `cursor` of the next page */
            next_cursor: string | null;
        };
        TaskResult: {
            task_id: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "expired";
            result: components["schemas"]["StageReply"];
        };
        Download: {
            /** @example /share/workflows/film/ffmpeg.extract_audio/film-1764300000000/audio.wav */
            path: string;
            /** @description bytes */
            size: number;
            /** @description opens the file without a key: at S3 when it was copied there, else at this gateway */
            url: string;
        };
        DownloadsReply: {
            task_id: string;
            files: components["schemas"]["Download"][];
            /** @description RFC 3339; null when no key is needed here */
            expires_at: string | null;
        };
        WorkflowInput: {
            task_name: string;
            /** @description as it was given */
            input_data: {
                [key: string]: unknown;
            };
            callback: string | null;
        };
        ContextReply: {
            workflow_id: string;
            /** @description of the first task */
            input_params: components["schemas"]["WorkflowInput"];
            /** @example /share/workflows/task-demo-001 */
            shared_storage_path: string;
            /** @description by task name */
            stages: {
                [key: string]: components["schemas"]["StageReply"];
            };
            error: components["schemas"]["TaskFailureView"] | null;
        };
        RemovedResource: {
            /** @enum {string} */
            resource: "record" | "files";
            /** @enum {string} */
            status: "deleted" | "skipped" | "failed";
            message: string;
        };
        RemovalReply: {
            task_id: string;
            results: components["schemas"]["RemovedResource"][];
        };
        FlowBody: {
            /** @description the flow in YAML or JSON; either this or `flow` */
            source?: string;
            /** @description the flow itself, by `GET /api/flows/schema` */
            flow?: Record<string, never>;
        };
        PolicyReply: {
            /** @enum {string} */
            type: "immediate" | "batch_size" | "time_interval" | "all_slots_ready" | "custom" | "none";
            /** @description its numbers, or the name of its function */
            config: {
                [key: string]: unknown;
            };
            /** @description when it begins, and with what */
            description: string;
        };
        StrategyReply: {
            /** @enum {string} */
            strategy: "stop" | "continue" | "retry" | "skip";
            /** @description of `retry`: tries after the first one */
            max_retries: number;
            /** @description of `retry`: before the first of them; then doubling */
            retry_delay_seconds: number;
            /** @enum {string} */
            then: "stop" | "continue" | "skip";
        };
        SlotReply: {
            slot_name: string;
            max_queue_length: number;
            /** @description part of its length from which the pressure is high */
            watermark: number;
        };
        SlotRefReply: {
            routine_id: string;
            slot_name: string;
        };
        FlowEventReply: {
            event_name: string;
            /** @description where its items go; without any they are results of the job */
            connections: components["schemas"]["SlotRefReply"][];
        };
        RoutineReply: {
            routine_id: string;
            /** @description `task`, or a built-in routine */
            routine_type: string;
            description: string;
            /** @description of `task`: a task of the catalogue */
            task?: string;
            /** @description what its author said of it */
            config: {
                [key: string]: unknown;
            };
            activation_policy: components["schemas"]["PolicyReply"];
            error: components["schemas"]["StrategyReply"];
            /** @description activations at the same time */
            max_active: number;
            slots: components["schemas"]["SlotReply"][];
            events: components["schemas"]["FlowEventReply"][];
        };
        FlowReply: {
            flow_id: string;
            name: string;
            description: string;
            /** @description 1 when it was stored first */
            version: number;
            /** @description of its tasks */
            priority: number;
            routine_count: number;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description first stored (RFC 3339) */
            created_at: string;
            /** @description last stored (RFC 3339) */
            updated_at: string;
            routines: components["schemas"]["RoutineReply"][];
            /** @description where jobs can begin */
            entries: components["schemas"]["SlotRefReply"][];
            /** @description as its author wrote it */
            source: string;
        };
        ValidationReply: {
            valid: boolean;
            /** @description what is wrong, by the place in the flow */
            problems: {
                [key: string]: string;
            };
        };
        FlowSummary: {
            flow_id: string;
            name: string;
            description: string;
            /** @description 1 when it was stored first */
            version: number;
            /** @description of its tasks */
            priority: number;
            routine_count: number;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description first stored (RFC 3339) */
            created_at: string;
            /** @description last stored (RFC 3339) */
            updated_at: string;
        };
        FlowPage: {
            /** @description newest first */
            flows: components["schemas"]["FlowSummary"][];
            /** @description of all pages */
            total: number;
        };
        FlowRemoved: {
            flow_id: string;
        };
        RoutineInfoReply: {
            routine_id: string;
            routine_type: string;
            activation_policy: components["schemas"]["PolicyReply"];
            /** @description what its author said of it */
            config: {
                [key: string]: unknown;
            };
            slots: string[];
            events: string[];
        };
        FlowMinuteReply: {
            /** @description begin of the minute (RFC 3339) */
            start_time: string;
            activations: number;
            errors: number;
            jobs_completed: number;
            jobs_failed: number;
            /** @description milliseconds that its activations took together */
            worked_ms: number;
        };
        FlowMetricsReply: {
            flow_id: string;
            /** @description oldest first; the last one goes on */
            minutes: components["schemas"]["FlowMinuteReply"][];
        };
        JobRequest: {
            /** @description the flow that it is an execution of */
            flow_id: string;
            /** @description where its first item goes: `routine`, or `routine.slot`; by default the only slot without a sender */
            slot?: string;
            /** @description the first item; larger data goes as a file, by its path */
            data?: Record<string, never>;
            /**
             * @description hold the answer until the job has ended, for at most 60 seconds
             * @default false
             */
            wait?: boolean;
            /** @description ends a job that takes longer; a paused job does not count (seconds) */
            timeout?: number;
            /** @description the same key with the same request is the same job */
            idempotency_key?: string;
            /** @description of its tasks; by default that of the flow */
            priority?: number;
        };
        JobFailureReply: {
            code: string;
            message: string;
            routine_id?: string;
            task_id?: string;
        };
        JobReply: {
            job_id: string;
            flow_id: string;
            /** @description of the flow, as it was when the job began */
            version: number;
            /** @enum {string} */
            status: "running" | "paused" | "completed" | "failed" | "cancelled";
            priority: number;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description start (RFC 3339) */
            created_at: string;
            /** @description end (RFC 3339) */
            ended_at: string | null;
            /** @description when it times out (RFC 3339) */
            deadline: string | null;
            error: components["schemas"]["JobFailureReply"] | null;
            /** @description items that wait in slots */
            queued: number;
            /** @description activations that have not ended */
            open: number;
            /** @description number of the last event */
            seq: number;
            /** @description items that were taken, by what became of them */
            items: {
                entered?: number;
                emitted?: number;
                collected?: number;
                filtered?: number;
                skipped?: number;
                failed?: number;
                left?: number;
                cancelled?: number;
            };
            /** @description its results, oldest first, at most the last 1000 */
            results: unknown[];
        };
        JobView: {
            job_id: string;
            flow_id: string;
            /** @description of the flow, as it was when the job began */
            version: number;
            /** @enum {string} */
            status: "running" | "paused" | "completed" | "failed" | "cancelled";
            priority: number;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description start (RFC 3339) */
            created_at: string;
            /** @description end (RFC 3339) */
            ended_at: string | null;
            /** @description when it times out (RFC 3339) */
            deadline: string | null;
            error: components["schemas"]["JobFailureReply"] | null;
            /** @description items that wait in slots */
            queued: number;
            /** @description activations that have not ended */
            open: number;
            /** @description number of the last event */
            seq: number;
            /** @description items that were taken, by what became of them */
            items: {
                entered?: number;
                emitted?: number;
                collected?: number;
                filtered?: number;
                skipped?: number;
                failed?: number;
                left?: number;
                cancelled?: number;
            };
        };
        JobPage: {
            /** @description newest first */
            jobs: components["schemas"]["JobView"][];
        };
        RoutineExecutionStatusReply: {
            routine_id: string;
            /** @description exactly while an execution runs */
            is_active: boolean;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed";
            active_count: number;
            /** @description start of the last execution (RFC 3339) */
            last_execution_time: string | null;
            execution_count: number;
            error_count: number;
        };
        SlotQueueStatusReply: {
            slot_name: string;
            routine_id: string;
            /** @description items that wait */
            unconsumed_count: number;
            /** @description items that ever came */
            total_count: number;
            max_length: number;
            watermark_threshold: number;
            usage_percentage: number;
            /** @enum {string} */
            pressure_level: "low" | "medium" | "high" | "critical";
            is_full: boolean;
            is_near_full: boolean;
        };
        RoutineMonitoringReply: {
            routine_id: string;
            execution_status: components["schemas"]["RoutineExecutionStatusReply"];
            queue_status: components["schemas"]["SlotQueueStatusReply"][];
            info: components["schemas"]["RoutineInfoReply"];
        };
        ManyMonitoringReply: {
            jobs: {
                [key: string]: components["schemas"]["JobMonitoringReply"];
            };
        };
        JobMonitoringReply: {
            job_id: string;
            flow_id: string;
            /** @enum {string} */
            job_status: "running" | "paused" | "completed" | "failed" | "cancelled";
            routines: {
                [key: string]: components["schemas"]["RoutineMonitoringReply"];
            };
            /** @description when this was read (RFC 3339) */
            updated_at: string;
        };
        SessionItem: {
            /** @description `routine.slot` */
            slot: string;
            id: string;
            /** @description the item */
            data: unknown | null;
        };
        DebugSessionReply: {
            /** @description nothing while one steps */
            breakpoint_id: string | null;
            /** @description number of the activation that is held */
            activation: number;
            routine_id: string;
            /** @description what it took */
            items: components["schemas"]["SessionItem"][];
            /** @description when it was held (RFC 3339) */
            paused_at: string;
        };
        JobWait: {
            routine_id: string;
            task_id: string;
            /** @description in words, e.g. `waiting for worker: ffmpeg` */
            reason: string;
        };
        JobStateReply: {
            job_id: string;
            flow_id: string;
            /** @description of the flow, as it was when the job began */
            version: number;
            /** @enum {string} */
            status: "running" | "paused" | "completed" | "failed" | "cancelled";
            priority: number;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description start (RFC 3339) */
            created_at: string;
            /** @description end (RFC 3339) */
            ended_at: string | null;
            /** @description when it times out (RFC 3339) */
            deadline: string | null;
            error: components["schemas"]["JobFailureReply"] | null;
            /** @description items that wait in slots */
            queued: number;
            /** @description activations that have not ended */
            open: number;
            /** @description number of the last event */
            seq: number;
            /** @description items that were taken, by what became of them */
            items: {
                entered?: number;
                emitted?: number;
                collected?: number;
                filtered?: number;
                skipped?: number;
                failed?: number;
                left?: number;
                cancelled?: number;
            };
            /** @description where a breakpoint stopped it */
            session: components["schemas"]["DebugSessionReply"] | null;
            /** @description its flow, as it was when the job began */
            routines: components["schemas"]["RoutineReply"][];
            /** @description its tasks that wait, and for what */
            waiting: components["schemas"]["JobWait"][];
        };
        RoutineMetrics: {
            routine_id: string;
            executions: number;
            errors: number;
            error_rate: number;
            /** @description milliseconds that its executions took together */
            worked_ms: number;
            average_ms: number;
        };
        JobMetricsReply: {
            job_id: string;
            /** @enum {string} */
            status: "running" | "paused" | "completed" | "failed" | "cancelled";
            /** @description from start to end, or until now */
            duration_ms: number;
            /** @description items that were taken, by what became of them */
            items: {
                entered?: number;
                emitted?: number;
                collected?: number;
                filtered?: number;
                skipped?: number;
                failed?: number;
                left?: number;
                cancelled?: number;
            };
            routines: components["schemas"]["RoutineMetrics"][];
        };
        ItemPlace: {
            slot: string;
            id: string;
        };
        TraceEntryReply: {
            activation: number;
            routine_id: string;
            /** @enum {string} */
            outcome: "emitted" | "collected" | "filtered" | "skipped" | "failed" | "left" | "cancelled";
            /** @description items that it took */
            in: components["schemas"]["ItemPlace"][];
            /** @description items that it sent */
            out: components["schemas"]["ItemPlace"][];
            /** @description ids of results of the job */
            results: string[];
            task_id?: string;
            error?: components["schemas"]["JobFailureReply"];
            engine: string;
            /** @description end (RFC 3339) */
            finished_at: string;
        };
        TraceReply: {
            job_id: string;
            /** @description oldest first */
            entries: components["schemas"]["TraceEntryReply"][];
        };
        BreakpointReply: {
            breakpoint_id: string;
            routine_id: string;
            slot_name?: string;
            condition?: string;
        };
        BreakpointsReply: {
            breakpoints: components["schemas"]["BreakpointReply"][];
        };
        BreakpointRequest: {
            /** @description stops before this routine works */
            routine_id: string;
            /** @description only for items of this slot */
            slot_name?: string;
            /** @description only where this expression of JSONata holds for the item */
            condition?: string;
        };
        BreakpointsRemoved: {
            removed: number;
        };
        SlotItems: {
            slot: string;
            /** @description items that wait in it */
            length: number;
            /** @description the first 50 of them */
            items: components["schemas"]["SessionItem"][];
        };
        DebugReply: {
            job_id: string;
            /** @enum {string} */
            status: "running" | "paused" | "completed" | "failed" | "cancelled";
            /** @description where the job stands still */
            session: components["schemas"]["DebugSessionReply"] | null;
            /** @description what waits in every slot */
            slots: components["schemas"]["SlotItems"][];
        };
        DurationUsage: {
            /** @enum {string} */
            type: "duration";
            /** @description of the audio */
            seconds: number;
        };
        TranscriptionReply: {
            text: string;
            usage: components["schemas"]["DurationUsage"];
        };
        SegmentReply: {
            id: number;
            seek: number;
            /** @description seconds */
            start: number;
            /** @description seconds */
            end: number;
            text: string;
            tokens: number[];
            temperature: number;
            avg_logprob: number;
            compression_ratio: number;
            no_speech_prob: number;
        };
        WordReply: {
            word: string;
            /** @description seconds */
            start: number;
            /** @description seconds */
            end: number;
        };
        VerboseReply: {
            /** @enum {string} */
            task: "transcribe" | "translate";
            /** @example english */
            language: string;
            /** @description seconds */
            duration: number;
            text: string;
            segments?: components["schemas"]["SegmentReply"][];
            words?: components["schemas"]["WordReply"][];
            usage: components["schemas"]["DurationUsage"];
        };
        DiarizedSegment: {
            /** @enum {string} */
            type: "transcript.text.segment";
            /** @example seg_000 */
            id: string;
            /** @description seconds */
            start: number;
            /** @description seconds */
            end: number;
            text: string;
            /** @description A, B, …, by who speaks first */
            speaker: string;
        };
        DiarizedReply: {
            /** @enum {string} */
            task: "transcribe";
            /** @description seconds */
            duration: number;
            text: string;
            segments: components["schemas"]["DiarizedSegment"][];
            usage: components["schemas"]["DurationUsage"];
        };
        ChatMessageReply: {
            /** @enum {string} */
            role: "assistant";
            content: string;
            refusal: string | null;
        };
        ChatChoice: {
            index: number;
            message: components["schemas"]["ChatMessageReply"];
            logprobs: Record<string, never> | null;
            /** @enum {string} */
            finish_reason: "stop" | "length";
        };
        ChatUsage: {
            prompt_tokens: number;
            completion_tokens: number;
            total_tokens: number;
        };
        ChatCompletion: {
            /** @example chatcmpl-01a204e5-2589-708c-9107-558c46d46066 */
            id: string;
            /** @enum {string} */
            object: "chat.completion";
            /** @description Unix seconds */
            created: number;
            model: string;
            choices: components["schemas"]["ChatChoice"][];
            usage: components["schemas"]["ChatUsage"];
        };
        ChatRequest: {
            /** @description name of a language model, see GET /v1/models */
            model: string;
            /** @description the conversation: {role: system | developer | user | assistant, content: text or parts of type text} */
            messages: {
                /** @enum {unknown} */
                role: "system" | "developer" | "user" | "assistant";
                content: string | {
                    /** @enum {unknown} */
                    type: "text";
                    text: string;
                }[];
            }[];
            /** @description how freely words are chosen; 0.1 when missing */
            temperature?: number | null;
            /** @description share of likely words among which is chosen */
            top_p?: number | null;
            /** @description longest reply, tokens */
            max_tokens?: number | null;
            /** @description longest reply, tokens */
            max_completion_tokens?: number | null;
            /** @description texts before which the reply ends */
            stop?: (string | string[]) | null;
            /** @description the same seed gives the same reply, where the model can */
            seed?: number | null;
            /** @description server-sent events: the reply as it is written */
            stream?: boolean | null;
            /** @description {include_usage: true} puts the usage at the end of a stream */
            stream_options?: Record<string, never> | null;
            /** @description {type: text}, {type: json_object} or {type: json_schema, json_schema: {name, schema}} */
            response_format?: ({
                /** @enum {unknown} */
                type: "text" | "json_object";
            } | {
                /** @enum {unknown} */
                type: "json_schema";
                json_schema: {
                    schema: Record<string, never>;
                };
            }) | null;
            /** @description one reply only */
            n?: number | null;
            /** @description of no effect */
            presence_penalty?: number | null;
            /** @description of no effect */
            frequency_penalty?: number | null;
            /** @description of no effect */
            user?: string | null;
            /** @description of no effect */
            store?: boolean | null;
            /** @description of no effect */
            metadata?: Record<string, never> | null;
            /** @description of no effect */
            service_tier?: string | null;
            /** @description of no effect */
            safety_identifier?: string | null;
            /** @description of no effect */
            prompt_cache_key?: string | null;
            /** @description of no effect */
            parallel_tool_calls?: boolean | null;
            /** @description only text */
            modalities?: "text"[] | null;
            /**
             * @description there are no tools
             * @enum {string|null}
             */
            tool_choice?: "none" | "auto" | null;
            /** @description must be empty: there are no tools */
            tools?: Record<string, never>[] | null;
        };
        ModelReply: {
            id: string;
            /** @enum {string} */
            object: "model";
            /** @description Unix seconds; 0: not known */
            created: number;
            /** @enum {string} */
            owned_by: "switchyard";
        };
        ModelList: {
            /** @enum {string} */
            object: "list";
            data: components["schemas"]["ModelReply"][];
        };
        SpeechRequest: {
            /** @description tts-1, or a voice of GET /v1/models */
            model: string;
            /** @description what is spoken */
            input: string;
            /** @description name of a voice, as tts.list_voices tells them; the standard one for names of OpenAI, such as alloy */
            voice: string;
            /**
             * @description pcm: bare samples, 24 kHz, 16 bits, mono
             * @default mp3
             * @enum {string|null}
             */
            response_format?: "wav" | "flac" | "mp3" | "opus" | "aac" | "pcm" | null;
            /**
             * @description how fast, beside the natural speed of the voice
             * @default 1
             */
            speed?: number | null;
            /**
             * @description bytes, or server-sent events
             * @default audio
             * @enum {string|null}
             */
            stream_format?: "audio" | "sse" | null;
            /** @description of no effect */
            instructions?: string | null;
        };
        DetectReply: {
            /** @example english */
            detected_language: string;
            /** @example en */
            language_code: string;
            /** @description 0 to 1 */
            confidence: number;
        };
        GpuHealth: {
            /** @enum {string} */
            status: "healthy" | "warning" | "critical";
            /** @description when the monitor looked last (Unix seconds) */
            last_check: number;
            issues: string[];
        };
        GpuStatistics: {
            total_attempts: number;
            success_count: number;
            timeout_count: number;
            failure_count: number;
            /** @description seconds a GPU was held */
            average_execution_time: number;
        };
        GpuAction: {
            action: string;
            task_name: string | null;
            /** @description when (Unix seconds) */
            timestamp: number;
            success: boolean;
        };
        GpuWaiter: {
            task_id: string;
            task_name: string;
            waiting_seconds: number;
            /** @description 1 = next */
            position: number;
        };
        GpuLockStatusReply: {
            /** @example gpu_lock:0 */
            lock_key: string;
            /** @description also while only a warm engine is on it, which ends when another task wants the GPU */
            is_locked: boolean;
            /** @description name of the task that holds it, or whose engine is warm */
            lock_holder: string | null;
            /** @description until the lease ends unless it is renewed */
            ttl_seconds: number | null;
            /** @description now (Unix seconds) */
            timestamp: number;
            health: components["schemas"]["GpuHealth"];
            statistics: components["schemas"]["GpuStatistics"];
            /** @description newest first */
            recent_history: components["schemas"]["GpuAction"][];
            /** @enum {string} */
            lock_type: "GPU_LOCK";
            /** @description seconds since the grant */
            lock_age: number | null;
            task_id: string | null;
            /** @description of the lease */
            fence: number | null;
            worker: string | null;
            waiters: components["schemas"]["GpuWaiter"][];
        };
        GpuLockHealthReply: {
            /** @enum {string} */
            overall_status: "healthy" | "warning" | "critical";
            issues_count: number;
            total_attempts: number;
            /** @description 0 to 1 */
            success_rate: number;
            /** @description 0 to 1 */
            timeout_rate: number;
            /** @description seconds */
            average_execution_time: number;
            /** @description of the last 20, 0 to 1 */
            recent_success_rate: number;
            lock_holder: string | null;
            /** @description seconds */
            lock_age: number | null;
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        GpuReply: {
            /** @example gpu_lock:0 */
            lock_key: string;
            /** @description also while only a warm engine is on it, which ends when another task wants the GPU */
            is_locked: boolean;
            /** @description name of the task that holds it, or whose engine is warm */
            lock_holder: string | null;
            /** @description until the lease ends unless it is renewed */
            ttl_seconds: number | null;
            /** @description now (Unix seconds) */
            timestamp: number;
            health: components["schemas"]["GpuHealth"];
            statistics: components["schemas"]["GpuStatistics"];
            /** @description newest first */
            recent_history: components["schemas"]["GpuAction"][];
            /** @enum {string} */
            lock_type: "GPU_LOCK";
            /** @description seconds since the grant */
            lock_age: number | null;
            task_id: string | null;
            /** @description of the lease */
            fence: number | null;
            worker: string | null;
            waiters: components["schemas"]["GpuWaiter"][];
            /** @enum {string} */
            state: "free" | "held" | "warm" | "quarantined";
        };
        Gpus: {
            gpus: components["schemas"]["GpuReply"][];
        };
        ReleaseRequest: {
            /** @description key of a GPU: gpu_lock:ID or gpu_lock:HOST:ID */
            lock_key: string;
            /**
             * @description who asks; shown in the history
             * @default manual
             */
            task_name?: string;
        };
        ReleaseReply: {
            success: boolean;
            message: string;
            lock_key: string;
            task_name: string;
        };
        MonitorRunning: {
            running: boolean;
            /** @description 0 before the first start (Unix seconds) */
            start_time: number;
            /** @description 0 before the first check (Unix seconds) */
            last_check: number;
            checks_performed: number;
        };
        MonitorStats: {
            gpu_locks_monitored: number;
            tasks_monitored: number;
            timeouts_detected: number;
            tasks_recovered: number;
        };
        MonitorShownConfig: {
            /** @description seconds */
            check_interval: number;
            /** @description longest wait for a GPU, seconds */
            gpu_timeout: number;
            /** @description seconds */
            heartbeat_timeout: number;
            /** @description checks are not turned off */
            enabled: boolean;
        };
        MonitorStatus: {
            monitor_status: components["schemas"]["MonitorRunning"];
            monitor_stats: components["schemas"]["MonitorStats"];
            config: components["schemas"]["MonitorShownConfig"];
            /** @description a monitor leads, and its checks are on */
            is_running: boolean;
            /** @description seconds since the start */
            uptime: number;
        };
        MonitorMetrics: {
            /** @example 30s */
            check_frequency: string;
            /** @example 100% */
            gpu_lock_coverage: string;
            /** @example 95% */
            task_monitoring_coverage: string;
            /** @example 45ms */
            avg_response_time: string;
        };
        MonitorHealth: {
            /** @enum {string} */
            status: "healthy" | "warning" | "critical";
            issues: string[];
            metrics: components["schemas"]["MonitorMetrics"];
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        NoFields: Record<string, never>;
        CommandReply: {
            message: string;
            success: boolean;
        };
        HeartbeatData: {
            task_name: string;
            /** @description start of the attempt (Unix seconds) */
            start_time: number;
            /** @description last sign of life (Unix seconds) */
            last_update: number;
            /** @description the GPU it holds */
            gpu_lock: string | null;
            /** @description 0 to 1 */
            progress: number;
        };
        TaskHeartbeat: {
            task_id: string;
            heartbeat_exists: boolean;
            is_registered: boolean;
            status: string;
            heartbeat_data: components["schemas"]["HeartbeatData"] | null;
            last_update: number | null;
            is_running: boolean;
        };
        ActiveTask: {
            task_name: string;
            /** @description last sign of life (Unix seconds) */
            last_update: number;
            status: string;
        };
        ShownDeadTask: {
            task_id: string;
            task_name: string;
            /** @description last sign of life (Unix seconds) */
            last_update: number;
            /** @description when it was found dead (Unix seconds) */
            died_at: number;
            /** @description what became of the task */
            status: string;
        };
        OrphanedTask: {
            task_id: string;
            /** @description last sign of life (Unix seconds) */
            last_update: number;
            timeout: boolean;
        };
        HeartbeatStatistics: {
            total_tasks: number;
            active_count: number;
            dead_count: number;
            orphaned_count: number;
            /** @description seconds */
            average_heartbeat_interval: number;
        };
        Heartbeats: {
            active_tasks: {
                [key: string]: components["schemas"]["ActiveTask"];
            };
            dead_tasks: components["schemas"]["ShownDeadTask"][];
            orphaned_tasks: components["schemas"]["OrphanedTask"][];
            /** @description of all, whatever the page shows */
            statistics: components["schemas"]["HeartbeatStatistics"];
            /** @description `cursor` of the next page */
            next_cursor: string | null;
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        HandStart: {
            /**
             * @description name to show
             * @default manual
             */
            task_name?: string;
            /** @description how far it is, 0 to 1 */
            progress?: number;
        };
        CleanupReply: {
            message: string;
            success: boolean;
            cleaned_dead_tasks: number;
        };
        TimeoutStats: {
            total_timeouts_detected: number;
            tasks_recovered: number;
            resources_released: number;
            /** @description late and not recovered yet */
            current_timeouts: number;
        };
        ShownAction: {
            /** @description when (Unix seconds) */
            timestamp: number;
            action: string;
            task_id: string | null;
            result: string;
        };
        TimeoutStatus: {
            timeout_stats: components["schemas"]["TimeoutStats"];
            action_history: components["schemas"]["ShownAction"][];
            configured_actions: string[];
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        ShownTimeoutConfig: {
            /** @description longest time without progress from an engine, seconds */
            gpu_lock_timeout: number;
            /** @description seconds */
            task_heartbeat_timeout: number;
            /** @description seconds */
            monitor_check_interval: number;
            auto_recovery_enabled: boolean;
            max_retry_attempts: number;
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        TimeoutConfigChange: {
            /** @description longest time without progress from an engine before it is ended (seconds) */
            gpu_lock_timeout?: number;
            /** @description time without a heartbeat after which an attempt counts as dead (seconds) */
            task_heartbeat_timeout?: number;
            /** @description longest time between two checks of the monitor (seconds) */
            monitor_check_interval?: number;
            /** @description recover what is late; when off it is only found and told */
            auto_recovery_enabled?: boolean;
            /** @description attempts of a task whose submission names no number */
            max_retry_attempts?: number;
            /** @description of what was read; changes nothing (Unix seconds) */
            timestamp?: number;
        } | unknown | unknown | unknown | unknown | unknown;
        CheckReply: {
            checked_locks: string[];
            timeouts_detected: number;
            actions_taken: components["schemas"]["ShownAction"][];
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        GpuTotals: {
            /** @enum {string} */
            overall_status: "healthy" | "warning" | "critical";
            total_attempts: number;
            /** @description 0 to 1 */
            success_rate: number;
            /** @description 0 to 1 */
            timeout_rate: number;
        };
        MonitorTotals: {
            running: boolean;
            /** @description seconds */
            uptime: number;
            checks_performed: number;
            issues_detected: number;
        };
        HeartbeatTotals: {
            active_tasks: number;
            dead_tasks: number;
            orphaned_tasks: number;
            /** @description seconds */
            average_interval: number;
        };
        TimeoutTotals: {
            total_timeouts: number;
            tasks_recovered: number;
            resources_released: number;
        };
        Statistics: {
            /** @description now (Unix seconds) */
            timestamp: number;
            gpu_lock: components["schemas"]["GpuTotals"];
            monitor: components["schemas"]["MonitorTotals"];
            heartbeat: components["schemas"]["HeartbeatTotals"];
            timeout: components["schemas"]["TimeoutTotals"];
        };
        HeartbeatHealth: {
            total_tasks: number;
            active_count: number;
            /** @description dead and orphaned of all, 0 to 1 */
            failure_rate: number;
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        HealthComponents: {
            monitor: components["schemas"]["MonitorHealth"];
            heartbeat: components["schemas"]["HeartbeatHealth"];
        };
        SystemHealth: {
            /** @enum {string} */
            status: "healthy" | "warning" | "critical";
            issues: string[];
            components: components["schemas"]["HealthComponents"];
            /** @description now (Unix seconds) */
            timestamp: number;
        };
        ShownAuditEntry: {
            /** @description when (RFC 3339) */
            at: string;
            /** @description `key:ID`; `local` while there are no keys */
            actor: string;
            /**
             * @description a route, or what was done
             * @example DELETE /v1/keys/:id
             */
            action: string;
            /** @description of what */
            target: string;
            /** @description what came of it; of a route the status of its answer */
            result: string;
        };
        AuditEntries: {
            /** @description newest first */
            entries: components["schemas"]["ShownAuditEntry"][];
        };
        CodeSubmission: {
            /** @description a Python program; what it prints is the result */
            code: string;
            /**
             * @description time after which it is ended (seconds)
             * @default 300
             */
            timeout?: number;
            /**
             * @description what it needs
             * @default {
             *       "cpu": 1,
             *       "memory": 512
             *     }
             */
            resources?: {
                /**
                 * @description cores
                 * @default 1
                 */
                cpu?: number;
                /**
                 * @description memory (MB)
                 * @default 512
                 */
                memory?: number;
            };
            /** @description for those who do not trust nodes: it runs on several, until enough of them give the same result */
            check?: {
                /** @description equal results that are needed */
                agree: number;
                /** @description nodes that run it at most, each of them once */
                of: number;
            };
        };
        CodeAccepted: {
            task_id: string;
            /** @enum {string} */
            status: "queued";
            /** @description until it begins (seconds); null while no node is there */
            estimated_wait: number | null;
        };
        CodeTaskEntry: {
            task_id: string;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed" | "timed_out" | "cancelled";
            /** @description submission (RFC 3339) */
            created_at: string;
            /** @description the node that runs it, or ran it last */
            executed_on: string | null;
        };
        CodeTaskPage: {
            /** @description newest first */
            tasks: components["schemas"]["CodeTaskEntry"][];
            /** @description of all pages */
            total: number;
        };
        ScoreReply: {
            wait: number;
            contribution: number;
            newcomer: number;
            total: number;
        };
        ChoiceReply: {
            /** @enum {string} */
            priority: "high" | "medium" | "low";
            /** @enum {string} */
            reason: "new_node_priority" | "fair_rotation" | "recently_served" | "starvation_guard";
            score: components["schemas"]["ScoreReply"];
        };
        ResultCheckReply: {
            /** @description equal results that are needed */
            agree: number;
            /** @description nodes that run it at most */
            of: number;
            /** @description results by now */
            results: number;
        };
        CodeTaskReply: {
            task_id: string;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed" | "timed_out" | "cancelled";
            /** @description what the program printed: the first megabyte */
            result: string | null;
            /** @description whether it printed more */
            truncated: boolean;
            /** @description submission (RFC 3339) */
            created_at: string;
            /** @description begin of the last try (RFC 3339) */
            started_at: string | null;
            /** @description end (RFC 3339) */
            completed_at: string | null;
            /** @description the node that runs it, or ran it last */
            executed_on: string | null;
            /** @description why it failed */
            error_message: string | null;
            /** @description time it ran (seconds) */
            execution_time: number | null;
            /** @description how often a node began it */
            tries: number;
            /** @description 1 = next; null once it runs */
            position: number | null;
            /** @description until it begins (seconds); null while that is not known */
            estimated_wait: number | null;
            /** @description why this node was chosen */
            chosen: components["schemas"]["ChoiceReply"] | null;
            /** @description how results of several nodes are compared, where they are */
            check: components["schemas"]["ResultCheckReply"] | null;
        };
        ServiceReply: {
            service: string;
            /** @enum {string} */
            status: "running";
            version: string;
            /** @description code tasks that wait */
            queue_size: number;
            idle_nodes: number;
        };
        ResourcesReply: {
            cpu_cores: number;
            memory_mb: number;
        };
        LoadReply: {
            cpu_percent: number;
            memory_percent: number;
        };
        NodeEntry: {
            node_id: string;
            /** @enum {string} */
            status: "idle" | "busy" | "offline";
            resources: components["schemas"]["ResourcesReply"];
            /** @description last sign of life (RFC 3339) */
            last_heartbeat: string;
            current_load: components["schemas"]["LoadReply"];
            completed_tasks: number;
            /** @description the task it runs */
            task_id: string | null;
        };
        NodePage: {
            /** @description idle ones first */
            nodes: components["schemas"]["NodeEntry"][];
            total_idle: number;
            /** @description also those that are offline */
            total_nodes: number;
        };
        NodeReply: {
            node_id: string;
            /** @enum {string} */
            status: "idle" | "busy" | "offline";
            resources: components["schemas"]["ResourcesReply"];
            /** @description last sign of life (RFC 3339) */
            last_heartbeat: string;
            current_load: components["schemas"]["LoadReply"];
            completed_tasks: number;
            /** @description the task it runs */
            task_id: string | null;
            /** @description operating system and processor */
            platform: string | null;
            /** @description since when it is idle (RFC 3339) */
            idle_since: string | null;
            /** @description all it ran (seconds) */
            total_compute_time: number;
        };
        TaskFigures: {
            /** @description that ended, wait or run */
            total: number;
            completed: number;
            /** @description also timed out */
            failed: number;
            /** @description of those completed (seconds) */
            avg_time: number;
        };
        NodeFigures: {
            total: number;
            idle: number;
            busy: number;
            offline: number;
        };
        Throughput: {
            /** @description completed */
            tasks_per_hour: number;
            /** @description of completed tasks */
            compute_hours: number;
        };
        NodeStats: {
            /** @enum {string} */
            time_period: "last_hour";
            tasks: components["schemas"]["TaskFigures"];
            nodes: components["schemas"]["NodeFigures"];
            throughput: components["schemas"]["Throughput"];
        };
        Contributor: {
            node_id: string;
            /** @enum {string} */
            status: "idle" | "busy" | "offline";
            completed_tasks: number;
            /** @description all it ran (seconds) */
            total_compute_time: number;
        };
        TopNodes: {
            /** @description those that completed most */
            nodes: components["schemas"]["Contributor"][];
        };
        WaitingNodeReply: {
            /** @enum {string} */
            priority: "high" | "medium" | "low";
            /** @enum {string} */
            reason: "new_node_priority" | "fair_rotation" | "recently_served" | "starvation_guard";
            score: components["schemas"]["ScoreReply"];
            node_id: string;
            /** @enum {string} */
            status: "idle" | "busy" | "offline";
            /** @description since when it waits (RFC 3339) */
            waiting_since: string;
            wait_time_seconds: number;
            completed_tasks: number;
        };
        NodeQueueReply: {
            /** @enum {string} */
            scheduling_policy: "fair_queue_with_priority";
            total_nodes_in_queue: number;
            /** @description the next one first */
            nodes: components["schemas"]["WaitingNodeReply"][];
        };
        NodeHeartbeat: {
            /** @description id of the node */
            node_id: string;
            /**
             * @description `offline` says goodbye
             * @enum {string}
             */
            status: "idle" | "busy" | "offline";
            /** @description what it lends */
            resources: {
                /** @description cores */
                cpu_cores: number;
                /** @description memory (MB) */
                memory_mb: number;
            };
            /**
             * @description how much is in use
             * @default {
             *       "cpu_percent": 0,
             *       "memory_percent": 0
             *     }
             */
            current_load?: {
                /**
                 * @description CPU in use (percent)
                 * @default 0
                 */
                cpu_percent?: number;
                /**
                 * @description memory in use (percent)
                 * @default 0
                 */
                memory_percent?: number;
            };
            /** @description operating system and processor */
            platform?: string;
            /** @description the task it runs, empty for none; a task that it was given and does not run is given to another node */
            task_id?: string;
        };
        HeartbeatReply: {
            /** @enum {string} */
            status: "ok";
            /** @description now (RFC 3339) */
            timestamp: string;
            /** @description the task that the node holds; a node that runs another one ends it */
            task_id: string | null;
        };
        WorkTask: {
            /** @enum {string} */
            priority: "high" | "medium" | "low";
            /** @enum {string} */
            reason: "new_node_priority" | "fair_rotation" | "recently_served" | "starvation_guard";
            score: components["schemas"]["ScoreReply"];
            task_id: string;
            /** @description a Python program */
            code: string;
            /** @description time after which it is ended (seconds) */
            timeout: number;
            /** @description names this try; its result is taken under it only */
            lease: string;
            /** @description cores */
            cpu: number;
            /** @description MB */
            memory: number;
        };
        WorkReply: {
            has_task: boolean;
            task?: components["schemas"]["WorkTask"];
            /** @description when to ask again without `wait` (seconds) */
            wait_time?: number;
        };
        NodeResult: {
            /**
             * @description standard output; its first megabyte is kept
             * @default
             */
            result?: string | null;
            /**
             * @description why it failed
             * @default
             */
            error_message?: string | null;
            /** @description id of the task */
            task_id: string;
            /** @description the lease under which the task was given */
            lease: string;
            /**
             * @description how it ended
             * @enum {string}
             */
            status: "success" | "failed" | "timed_out";
            /**
             * @description whether `result` was cut already
             * @default false
             */
            truncated?: boolean;
            /**
             * @description time it ran (seconds)
             * @default 0
             */
            execution_time?: number;
        };
        AcknowledgedReply: {
            /** @enum {string} */
            status: "ok";
        };
        NodeReturn: {
            /** @description id of the task */
            task_id: string;
            /** @description the lease under which the task was given */
            lease: string;
            /** @description why it is handed back */
            reason: string;
        };
        ServiceWorker: {
            /** @description id of the node */
            node_id: string;
            /** @description service of the catalogue that it serves */
            service: string;
            /** @description tells the process from others of the node */
            instance: string;
        };
        TakenReply: {
            /** @description null: none waits */
            task: {
                [key: string]: unknown;
            } | null;
            /** @description the workflow so far */
            context: {
                [key: string]: unknown;
            };
            /** @description links to its inputs and to what these name, by path; they need no key and take ranges */
            files: {
                [key: string]: string;
            };
        };
        ServiceBeat: {
            /** @description id of the node */
            node_id: string;
            /** @description service of the catalogue that it serves */
            service: string;
            /** @description tells the process from others of the node */
            instance: string;
            /**
             * @description version of the worker
             * @default
             */
            version?: string;
            /**
             * @description models that are ready
             * @default []
             */
            models?: string[];
            /**
             * @description what it still needs before it can work
             * @default []
             */
            missing?: string[];
            /** @description the attempt at work */
            running?: {
                /** @description id of the task */
                task_id: string;
                /** @description the lease of the attempt */
                lease: string;
                /**
                 * @description how far it is
                 * @default 0
                 */
                progress?: number;
                /**
                 * @description how long it has run (milliseconds)
                 * @default 0
                 */
                ran_ms?: number;
            };
            /**
             * @description says goodbye
             * @default false
             */
            leaves?: boolean;
        };
        BeatReply: {
            /** @description of the attempt: `ok`, `cancel`, `timeout` or `lost` */
            answers: string[];
        };
        ServiceNote: {
            /** @description id of the node */
            node_id: string;
            /** @description service of the catalogue that it serves */
            service: string;
            /** @description tells the process from others of the node */
            instance: string;
            /** @description id of the task */
            task_id: string;
            /** @description the lease of the attempt */
            lease: string;
            /**
             * @description what is told
             * @enum {string}
             */
            type: "progress" | "log" | "output" | "warning" | "soft_timeout";
            /**
             * @description more of it
             * @default {}
             */
            payload?: {
                [key: string]: unknown;
            };
        };
        WriteReply: {
            /** @enum {string} */
            answer: "ok" | "cancel" | "timeout" | "lost";
        };
        ServiceEnd: {
            /** @description id of the node */
            node_id: string;
            /** @description service of the catalogue that it serves */
            service: string;
            /** @description tells the process from others of the node */
            instance: string;
            /** @description id of the task */
            task_id: string;
            /** @description the lease of the attempt */
            lease: string;
            /**
             * @description `again`: the task waits for another attempt
             * @enum {string}
             */
            outcome: "succeeded" | "ended" | "again";
            /** @description what it made */
            output?: {
                [key: string]: unknown;
            };
            /**
             * @description how it ended
             * @enum {string}
             */
            ending?: "failed" | "timed_out" | "cancelled";
            /** @description why */
            failure?: {
                [key: string]: unknown;
            };
            /**
             * @description until the next attempt (milliseconds)
             * @default 0
             */
            delay_ms?: number;
            /**
             * @description whether the attempt is one of those the task has
             * @default true
             */
            counts?: boolean;
        };
        EventOfRun: {
            /** @description from 1 on, without gaps */
            seq: number;
            /** @example started */
            type: string;
            /** @description RFC 3339 */
            timestamp: string;
            /** @enum {string} */
            level: "info" | "success" | "warning" | "error";
            /** @description who says it */
            producer: string;
            /** @description facts */
            payload: {
                [key: string]: unknown;
            };
            run_id: string;
            /** @enum {string} */
            run_type: "task" | "code" | "flow";
        };
        RecentEvents: {
            /** @description newest first */
            events: components["schemas"]["EventOfRun"][];
        };
        WorkflowRun: {
            id: string;
            /** @enum {string} */
            type: "task" | "code" | "flow";
            /** @example ffmpeg.extract_audio */
            name: string;
            /**
             * @description `waiting`: for a GPU, or paused; `failed` also on a time limit
             * @enum {string}
             */
            state: "pending" | "running" | "waiting" | "completed" | "failed" | "cancelled";
            /** @description percent */
            progress: number;
            /** @description number of the last event */
            event_count: number;
            /** @description start of the last attempt (RFC 3339) */
            start_time: string | null;
            /** @description time of the last event (RFC 3339) */
            update_time: string;
            /** @description end (RFC 3339) */
            end_time: string | null;
            /** @description from start to end, or until now (milliseconds) */
            duration_ms: number | null;
            /** @description the worker or node it runs on, or ran on last */
            node_id: string | null;
            error: components["schemas"]["TaskFailureView"] | null;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description what only runs of this type have */
            metadata: {
                [key: string]: unknown;
            };
        };
        WorkflowRunPage: {
            /** @description newest first */
            items: components["schemas"]["WorkflowRun"][];
            /** @description of all pages */
            total: number;
        };
        RelatedIds: {
            workflow_id: string | null;
            /** @description other tasks of its workflow */
            task_ids: string[];
        };
        WorkflowRunDetail: {
            id: string;
            /** @enum {string} */
            type: "task" | "code" | "flow";
            /** @example ffmpeg.extract_audio */
            name: string;
            /**
             * @description `waiting`: for a GPU, or paused; `failed` also on a time limit
             * @enum {string}
             */
            state: "pending" | "running" | "waiting" | "completed" | "failed" | "cancelled";
            /** @description percent */
            progress: number;
            /** @description number of the last event */
            event_count: number;
            /** @description start of the last attempt (RFC 3339) */
            start_time: string | null;
            /** @description time of the last event (RFC 3339) */
            update_time: string;
            /** @description end (RFC 3339) */
            end_time: string | null;
            /** @description from start to end, or until now (milliseconds) */
            duration_ms: number | null;
            /** @description the worker or node it runs on, or ran on last */
            node_id: string | null;
            error: components["schemas"]["TaskFailureView"] | null;
            /** @description id of the API key that it belongs to */
            owner: string | null;
            /** @description what only runs of this type have */
            metadata: {
                [key: string]: unknown;
            };
            /** @description oldest first, at most the first thousand that are kept */
            events: components["schemas"]["EventReply"][];
            related: components["schemas"]["RelatedIds"];
        };
        RunEvents: {
            id: string;
            /** @enum {string} */
            type: "task" | "code" | "flow";
            /** @description oldest first */
            events: components["schemas"]["EventReply"][];
            /** @description of the run; more may follow `events` */
            event_count: number;
        };
        NodesNow: {
            /** @description machines that lend their time and answer, as the metric `nodes` counts them */
            online: number;
        };
        QueueNow: {
            /** @enum {string} */
            service: "ffmpeg" | "faster_whisper" | "paddleocr" | "wservice" | "inpainting" | "llm" | "tts" | "pyannote_audio" | "audio_separator";
            /** @description tasks that wait */
            queued: number;
            running: number;
            /** @description live worker processes that take tasks */
            workers: number;
            /** @description since the submission of the oldest that waits; 0 when none does */
            oldest_seconds: number;
        };
        WorkflowStats: {
            /** @description runs that are kept */
            total_workflows: number;
            /** @description runs that have not ended */
            active_workflows: number;
            /** @description since midnight UTC */
            completed_today: number;
            /** @description since midnight UTC */
            failed_today: number;
            /** @description of those completed today; 0 when there is none */
            avg_duration_ms: number;
            workflows_by_type: {
                [key: string]: number;
            };
            /** @description runs of all types */
            workflows_by_state: {
                pending?: number;
                running?: number;
                waiting?: number;
                completed?: number;
                failed?: number;
                cancelled?: number;
            };
            /** @description runs of type `task` */
            tasks: {
                pending?: number;
                running?: number;
                waiting?: number;
                completed?: number;
                failed?: number;
                cancelled?: number;
            };
            /** @description runs of all other types */
            runs: {
                pending?: number;
                running?: number;
                waiting?: number;
                completed?: number;
                failed?: number;
                cancelled?: number;
            };
            nodes: components["schemas"]["NodesNow"];
            queues: components["schemas"]["QueueNow"][];
        };
        MinuteOfRuns: {
            /** @description RFC 3339 */
            start_time: string;
            completed: number;
            failed: number;
            cancelled: number;
            /** @description of those completed; 0 when there is none */
            avg_duration_ms: number;
        };
        RunHistory: {
            /** @description what ended in each minute, oldest first; the last one goes on */
            minutes: components["schemas"]["MinuteOfRuns"][];
        };
        QueueReply: {
            /** @enum {string} */
            service: "ffmpeg" | "faster_whisper" | "paddleocr" | "wservice" | "inpainting" | "llm" | "tts" | "pyannote_audio" | "audio_separator";
            /** @description tasks that wait */
            waiting: number;
            /** @description tasks that run */
            running: number;
            /** @description age of the oldest task that waits, in seconds */
            oldest_seconds: number | null;
            /** @description live worker processes that take its tasks */
            workers: number;
            /** @description worker processes it needs so that no task waits longer than `QUEUE_AGE_TARGET` */
            desired_workers: number;
        };
        QueueList: {
            /** @description one for each service */
            queues: components["schemas"]["QueueReply"][];
        };
        /**
         * @example {
         *       "error": {
         *         "code": "TASK_NOT_FOUND",
         *         "message": "task not found",
         *         "details": "task task_999 does not exist"
         *       }
         *     }
         */
        ErrorEnvelope: {
            error: {
                /** @enum {string} */
                code: "INVALID_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "TASK_NOT_FOUND" | "NODE_NOT_FOUND" | "FILE_NOT_FOUND" | "RUN_NOT_FOUND" | "FLOW_NOT_FOUND" | "JOB_NOT_FOUND" | "UNKNOWN_TASK_NAME" | "ROUTE_NOT_FOUND" | "MODEL_NOT_FOUND" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "TASK_TIMEOUT" | "TASK_CONFLICT" | "FLOW_CONFLICT" | "JOB_CONFLICT" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "REPLY_UNUSABLE" | "RATE_LIMITED" | "INTERNAL_ERROR" | "RESOURCE_UNAVAILABLE" | "WAITED_TOO_LONG";
                message: string;
                /** @description text, or an object that names the fields at fault */
                details?: string | Record<string, never>;
            };
        };
        /**
         * @example {
         *       "error": {
         *         "message": "no such model: gpt-9; GET /v1/models lists those there are",
         *         "type": "invalid_request_error",
         *         "param": null,
         *         "code": "model_not_found"
         *       }
         *     }
         */
        OpenAiError: {
            error: {
                message: string;
                type: string;
                /** @description the field at fault */
                param: string | null;
                code: string | null;
            };
        };
        /** @description what an earlier stage gave: ${{ stages.<task name>.output.<field> }} */
        StageReference: string;
        "ffmpeg.probe.input": {
            /** @description video or audio file */
            video_path: string | components["schemas"]["StageReference"];
            /** @description pictures in the thumbnail strip; 0 makes none */
            thumbnail_count?: (number | null) | components["schemas"]["StageReference"];
        };
        "ffmpeg.probe.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description container: {name, duration (seconds or null), size (bytes), bit_rate} */
            format: Record<string, never>;
            /** @description streams: {index, type, codec, language, duration, …} */
            streams: Record<string, never>[];
            /** @description frames per second of the first video stream */
            fps?: number | null;
            /** @description frames of the first video stream, counted or computed */
            frames?: number | null;
            /** @description width of the first video stream (pixels) */
            width?: number | null;
            /** @description height of the first video stream (pixels) */
            height?: number | null;
            /**
             * Format: file-path
             * @description pictures spread evenly over the video, side by side
             */
            thumbnail_strip_path?: string | null;
            /** @description thumbnail_strip_path at S3; with `upload` only */
            thumbnail_strip_path_url?: string | null;
        };
        /**
         * ffmpeg.probe
         * @description What a media file holds: streams, duration, frame rate, codecs; a thumbnail strip on request
         */
        "ffmpeg.probe.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "ffmpeg.probe";
            input_data: components["schemas"]["ffmpeg.probe.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "ffmpeg.extract_audio.input": {
            /** @description video or audio file */
            video_path: string | components["schemas"]["StageReference"];
            /** @description format of the audio file */
            audio_format?: ("wav" | "flac" | "mp3" | "opus" | null) | components["schemas"]["StageReference"];
            /** @description samples per second (Hz) */
            sample_rate?: (number | null) | components["schemas"]["StageReference"];
            /** @description channels of the audio file */
            channels?: (number | null) | components["schemas"]["StageReference"];
            /** @description which audio stream, counted from 0 */
            track?: (number | null) | components["schemas"]["StageReference"];
            /** @description where to begin (seconds) */
            start?: (number | null) | components["schemas"]["StageReference"];
            /** @description where to end (seconds) */
            end?: (number | null) | components["schemas"]["StageReference"];
            /** @description bring the loudness to -16 LUFS (EBU R128) */
            normalize_loudness?: (boolean | null) | components["schemas"]["StageReference"];
        };
        "ffmpeg.extract_audio.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the audio file
             */
            audio_path: string;
            /** @description length of the audio (seconds) */
            audio_duration: number;
            /** @description audio_path at S3; with `upload` only */
            audio_path_url?: string | null;
        };
        /**
         * ffmpeg.extract_audio
         * @description The audio of a video as a file of its own, by default 16 kHz mono PCM
         */
        "ffmpeg.extract_audio.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "ffmpeg.extract_audio";
            input_data: components["schemas"]["ffmpeg.extract_audio.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "ffmpeg.extract_keyframes.input": {
            /** @description video file */
            video_path: string | components["schemas"]["StageReference"];
            /** @description how many pictures */
            keyframe_sample_count?: (number | null) | components["schemas"]["StageReference"];
            /** @description spread evenly, or where the scene changes most */
            selection?: ("even" | "scene" | null) | components["schemas"]["StageReference"];
            /** @description format of the pictures */
            image_format?: ("jpeg" | "png" | null) | components["schemas"]["StageReference"];
        };
        "ffmpeg.extract_keyframes.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: directory-path
             * @description directory of the pictures and their manifest.json
             */
            keyframe_dir: string;
            /** @description pictures written */
            keyframe_files_count: number;
            /**
             * Format: file-path
             * @description JSON: {width, height, frames: [{file, time}]}
             */
            manifest_path: string;
            /** @description keyframe_dir at S3 as a zip; with `upload` only */
            keyframe_dir_url?: string | null;
            /** @description of that zip: {files_count, original_size, compressed_size, compression_ratio, format} */
            keyframe_dir_archive_info?: Record<string, never> | null;
            /** @description manifest_path at S3; with `upload` only */
            manifest_path_url?: string | null;
        };
        /**
         * ffmpeg.extract_keyframes
         * @description Pictures of a video, spread evenly or at scene changes
         */
        "ffmpeg.extract_keyframes.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "ffmpeg.extract_keyframes";
            input_data: components["schemas"]["ffmpeg.extract_keyframes.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "ffmpeg.crop_subtitle_images.input": {
            /** @description video file */
            video_path: string | components["schemas"]["StageReference"];
            /** @description least pictures looked at per second; a video that has more is looked at picture by picture, up to 30 */
            fps?: (number | null) | components["schemas"]["StageReference"];
            /** @description area of the subtitles [x1, y1, x2, y2] in pixels; taken from paddleocr.detect_subtitle_area when missing */
            subtitle_area?: (number[] | null) | components["schemas"]["StageReference"];
        };
        "ffmpeg.crop_subtitle_images.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: directory-path
             * @description directory of the pictures
             */
            cropped_images_path: string;
            /**
             * Format: file-path
             * @description JSON: {area, picture: {width, height}, fps, frames: [{file, start, end}]}; fps as it was looked at, seconds
             */
            manifest_path: string;
            /** @description pictures written: one each time the area changed */
            cropped_images_files_count: number;
            /** @description pictures looked at */
            frames_examined: number;
            /** @description cropped_images_path at S3 as a zip; with `upload` only */
            cropped_images_path_url?: string | null;
            /** @description of that zip: {files_count, original_size, compressed_size, compression_ratio, format} */
            cropped_images_path_archive_info?: Record<string, never> | null;
            /** @description manifest_path at S3; with `upload` only */
            manifest_path_url?: string | null;
        };
        /**
         * ffmpeg.crop_subtitle_images
         * @description The subtitle area of a video, one picture each time it changed
         */
        "ffmpeg.crop_subtitle_images.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "ffmpeg.crop_subtitle_images";
            input_data: components["schemas"]["ffmpeg.crop_subtitle_images.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "ffmpeg.burn_subtitles.input": {
            /** @description video file */
            video_path: string | components["schemas"]["StageReference"];
            /** @description SRT, VTT or ASS file; taken from an earlier stage when missing */
            subtitle_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description size of the letters for SRT and VTT (points at 288 lines) */
            font_size?: (number | null) | components["schemas"]["StageReference"];
            /** @description quality: 0 lossless to 51 worst (x264 CRF) */
            crf?: (number | null) | components["schemas"]["StageReference"];
        };
        "ffmpeg.burn_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description MP4 with the subtitles in the picture; audio as it was
             */
            video_path: string;
            /** @description length of the video (seconds) */
            video_duration: number;
            /** @description video_path at S3; with `upload` only */
            video_path_url?: string | null;
        };
        /**
         * ffmpeg.burn_subtitles
         * @description Draws subtitles into the picture of a video
         */
        "ffmpeg.burn_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "ffmpeg.burn_subtitles";
            input_data: components["schemas"]["ffmpeg.burn_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "ffmpeg.mux.input": {
            /** @description video file; its picture and its own subtitle tracks stay as they are */
            video_path: string | components["schemas"]["StageReference"];
            /** @description SRT, VTT or ASS file that becomes a track of its own, as plain text; taken from an earlier stage when missing */
            subtitle_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description language of the subtitles, e.g. eng */
            subtitle_language?: (string | null) | components["schemas"]["StageReference"];
            /** @description title of the subtitle track */
            subtitle_title?: (string | null) | components["schemas"]["StageReference"];
            /** @description players show the new subtitles without being asked */
            subtitle_default?: (boolean | null) | components["schemas"]["StageReference"];
            /** @description audio file (or video, for its first audio) to bring in */
            audio_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description the new audio instead of all old audio, mixed with the first old track into one, or as one more track */
            audio_mode?: ("replace" | "mix" | "add" | null) | components["schemas"]["StageReference"];
            /** @description language of the new audio, e.g. eng */
            audio_language?: (string | null) | components["schemas"]["StageReference"];
            /** @description loudness of the new audio; 1: as it is */
            audio_volume?: (number | null) | components["schemas"]["StageReference"];
            /** @description loudness of the old audio in a mix; 1: as it is */
            original_volume?: (number | null) | components["schemas"]["StageReference"];
            /** @description container of the new file; mkv holds any codec */
            container?: ("mp4" | "mkv" | null) | components["schemas"]["StageReference"];
        };
        "ffmpeg.mux.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the video with its new tracks
             */
            video_path: string;
            /** @description length of the video (seconds) */
            video_duration: number;
            /** @description tracks of the new file: {type, codec, language} */
            tracks: Record<string, never>[];
            /** @description video_path at S3; with `upload` only */
            video_path_url?: string | null;
        };
        /**
         * ffmpeg.mux
         * @description Brings subtitles and audio into a video as tracks, without touching the picture
         */
        "ffmpeg.mux.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "ffmpeg.mux";
            input_data: components["schemas"]["ffmpeg.mux.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "ffmpeg.split_audio_segments.input": {
            /** @description audio or video file; taken from an earlier stage when missing */
            audio_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description where to cut: SRT, VTT or ASS file, or JSON with segments or a diarization; taken from an earlier stage when missing */
            subtitle_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description a directory for each speaker */
            group_by_speaker?: (boolean | null) | components["schemas"]["StageReference"];
            /** @description format of the files */
            output_format?: ("wav" | "flac" | "mp3" | "aac" | "m4a" | "opus" | null) | components["schemas"]["StageReference"];
            /** @description samples per second (Hz) */
            sample_rate?: (number | null) | components["schemas"]["StageReference"];
            /** @description channels of the files */
            channels?: (number | null) | components["schemas"]["StageReference"];
            /** @description shorter parts are left out (seconds) */
            min_segment_duration?: (number | null) | components["schemas"]["StageReference"];
            /** @description longer parts are cut into even pieces (seconds) */
            max_segment_duration?: (number | null) | components["schemas"]["StageReference"];
            /** @description what lies between the parts becomes files too */
            include_silence?: (boolean | null) | components["schemas"]["StageReference"];
        };
        "ffmpeg.split_audio_segments.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: directory-path
             * @description directory of the files
             */
            audio_segments_dir: string;
            /**
             * Format: file-path
             * @description JSON: {segments: [{id, file, start, end, duration, kind, speaker?, text?}], left_out: […]}
             */
            split_info_file: string;
            /**
             * Format: file-path
             * @description the audio that was cut
             */
            audio_source: string;
            /**
             * Format: file-path
             * @description the file that says where
             */
            subtitle_source: string;
            /** @description parts that were asked for, after long ones were cut */
            total_segments: number;
            /** @description files written */
            successful_segments: number;
            /** @description the same number */
            segments_count: number;
            /** @description parts left out: too short, or after the end of the audio */
            failed_segments: number;
            /** @description length of all files together (seconds) */
            total_duration: number;
            /** @description time the cutting took (seconds) */
            processing_time: number;
            /** @description format of the files */
            audio_format: string;
            /** @description samples per second (Hz) */
            sample_rate: number;
            /** @description channels */
            channels: number;
            /** @description files and seconds of each speaker: {SPEAKER_00: {count, duration}} */
            speaker_summary: Record<string, never>;
            /** @description audio_segments_dir at S3 as a zip; with `upload` only */
            audio_segments_dir_url?: string | null;
            /** @description of that zip: {files_count, original_size, compressed_size, compression_ratio, format} */
            audio_segments_dir_archive_info?: Record<string, never> | null;
            /** @description split_info_file at S3; with `upload` only */
            split_info_file_url?: string | null;
            /** @description audio_source at S3; with `upload` only */
            audio_source_url?: string | null;
            /** @description subtitle_source at S3; with `upload` only */
            subtitle_source_url?: string | null;
        };
        /**
         * ffmpeg.split_audio_segments
         * @description Cuts audio into a file for each subtitle, segment or turn of a speaker
         */
        "ffmpeg.split_audio_segments.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "ffmpeg.split_audio_segments";
            input_data: components["schemas"]["ffmpeg.split_audio_segments.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "faster_whisper.transcribe_audio.input": {
            /** @description beams of the search at temperature 0 */
            beam_size?: (number | null) | components["schemas"]["StageReference"];
            /** @description texts drawn at a temperature above 0 */
            best_of?: (number | null) | components["schemas"]["StageReference"];
            /** @description beam search goes on until beam_size x patience texts are complete */
            patience?: (number | null) | components["schemas"]["StageReference"];
            /** @description exponent of the length by which scores are divided */
            length_penalty?: (number | null) | components["schemas"]["StageReference"];
            /** @description temperature, or several that are tried in turn until a text passes the thresholds */
            temperature?: (number | number[] | null) | components["schemas"]["StageReference"];
            /** @description a text that deflates by more than this repeats itself */
            compression_ratio_threshold?: (number | null) | components["schemas"]["StageReference"];
            /** @description a text with a lower mean log-probability per token is a failure */
            log_prob_threshold?: (number | null) | components["schemas"]["StageReference"];
            /** @description what failed and is this likely without speech is left out */
            no_speech_threshold?: (number | null) | components["schemas"]["StageReference"];
            /** @description give each window of 30 s the text before it, within one part of the audio */
            condition_on_previous_text?: (boolean | null) | components["schemas"]["StageReference"];
            /** @description with word times: an improbable segment inside silence longer than this is left out (seconds) */
            hallucination_silence_threshold?: (number | null) | components["schemas"]["StageReference"];
            /** @description above 1 makes tokens that were written less likely */
            repetition_penalty?: (number | null) | components["schemas"]["StageReference"];
            /** @description token sequences of this length occur once; 0 for no rule */
            no_repeat_ngram_size?: (number | null) | components["schemas"]["StageReference"];
            /** @description tokens that are never written; -1 stands for all that name sounds other than speech */
            suppress_tokens?: (number[] | null) | components["schemas"]["StageReference"];
            /** @description audio or video file; taken from ffmpeg.extract_audio when missing */
            audio_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description which audio stream, counted from 0 */
            track?: (number | null) | components["schemas"]["StageReference"];
            /** @description Whisper model: a name such as base, small.en or Systran/faster-whisper-large-v3, or a directory /share/... with a CTranslate2 model; by default the WHISPER_MODEL of the worker */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description language of the speech as Whisper writes it: en, zh, de, ...; auto finds it out */
            language?: (string | null) | components["schemas"]["StageReference"];
            /** @description write what is said, or its translation into English */
            task?: ("transcribe" | "translate" | null) | components["schemas"]["StageReference"];
            /** @description times of every word */
            enable_word_timestamps?: (boolean | null) | components["schemas"]["StageReference"];
            /** @description names, terms and style the speech may have */
            initial_prompt?: (string | null) | components["schemas"]["StageReference"];
            /** @description leave out what is not speech (silero VAD) */
            vad?: (boolean | null) | components["schemas"]["StageReference"];
            /** @description how likely speech must be for the VAD */
            vad_threshold?: (number | null) | components["schemas"]["StageReference"];
            /** @description only so much speech from the beginning is transcribed; all when missing (seconds) */
            speech_limit?: (number | null) | components["schemas"]["StageReference"];
            /** @description where the model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
        };
        "faster_whisper.transcribe_audio.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON: {metadata, segments: [{id, seek, start, end, text, tokens, temperature, avg_logprob, compression_ratio, no_speech_prob, words?: [{word, start, end, probability}]}], statistics}; times in seconds
             */
            segments_file: string;
            /**
             * Format: file-path
             * @description the text, a line per segment
             */
            text_file: string;
            /**
             * Format: file-path
             * @description the segments as SRT
             */
            srt_file: string;
            /**
             * Format: file-path
             * @description the segments as WebVTT
             */
            vtt_file: string;
            /** @description length of the audio (seconds) */
            audio_duration: number;
            /** @description language of the speech; unknown where there is none */
            language: string;
            /** @description probability of that, 0 to 1; 1 where it was given; null where it is unknown */
            language_probability?: number | null;
            /** @description time the transcription took (seconds) */
            transcribe_duration: number;
            /** @description the model */
            model_name: string;
            /** @description whether the segments have word times */
            enable_word_timestamps: boolean;
            /** @description {total_segments, total_words, transcribe_duration, average_segment_duration, speech_duration, total_chunks, resumed_chunks, silent_share, clipped_share, unusable_samples}; the last three say what the audio is like: shares are 0 to 1, silence is below -60 dB, clipped is what stands at full scale, unusable samples are no numbers (NaN, infinite) and heard as silence */
            statistics: Record<string, never>;
            /** @description segments written */
            segments_count: number;
            /** @description segments_file at S3; with `upload` only */
            segments_file_url?: string | null;
            /** @description text_file at S3; with `upload` only */
            text_file_url?: string | null;
            /** @description srt_file at S3; with `upload` only */
            srt_file_url?: string | null;
            /** @description vtt_file at S3; with `upload` only */
            vtt_file_url?: string | null;
        };
        /**
         * faster_whisper.transcribe_audio
         * @description The speech of an audio or video file as text with times: JSON, SRT, WebVTT and plain text
         */
        "faster_whisper.transcribe_audio.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "faster_whisper.transcribe_audio" | "whisper.transcribe_audio";
            input_data: components["schemas"]["faster_whisper.transcribe_audio.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "paddleocr.detect_subtitle_area.input": {
            /** @description OCR model of the catalogue; by default the OCR_MODEL of the worker */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description directory of pictures; taken from ffmpeg.extract_keyframes when missing */
            keyframe_dir?: (string | null) | components["schemas"]["StageReference"];
        };
        "paddleocr.detect_subtitle_area.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description area [x1, y1, x2, y2] in pixels, around all places of subtitles; null when none were found */
            subtitle_area?: number[] | null;
            /** @description share of the pictures with text in that area, 0 to 1 */
            confidence: number;
            /** @description pictures looked at */
            frames_examined: number;
            /**
             * Format: directory-path
             * @description the directory of the pictures
             */
            keyframe_dir: string;
            /** @description keyframe_dir at S3 as a zip; with `upload` only */
            keyframe_dir_url?: string | null;
            /** @description of that zip: {files_count, original_size, compressed_size, compression_ratio, format} */
            keyframe_dir_archive_info?: Record<string, never> | null;
        };
        /**
         * paddleocr.detect_subtitle_area
         * @description Where in the picture the subtitles stand
         */
        "paddleocr.detect_subtitle_area.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "paddleocr.detect_subtitle_area";
            input_data: components["schemas"]["paddleocr.detect_subtitle_area.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "paddleocr.create_stitched_images.input": {
            /** @description directory of cropped pictures; taken from ffmpeg.crop_subtitle_images when missing */
            cropped_images_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description manifest of the pictures; taken from ffmpeg.crop_subtitle_images when missing */
            crop_manifest_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description most pictures stitched into one; fewer where they are large */
            batch_size?: (number | null) | components["schemas"]["StageReference"];
        };
        "paddleocr.create_stitched_images.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * Format: directory-path
             * @description directory of the stitched pictures
             */
            multi_frames_path: string;
            /**
             * Format: file-path
             * @description JSON: which part of which stitched picture is which frame
             */
            manifest_path: string;
            /** @description stitched pictures written */
            stitched_images_count: number;
            /** @description multi_frames_path at S3 as a zip; with `upload` only */
            multi_frames_path_url?: string | null;
            /** @description of that zip: {files_count, original_size, compressed_size, compression_ratio, format} */
            multi_frames_path_archive_info?: Record<string, never> | null;
            /** @description manifest_path at S3; with `upload` only */
            manifest_path_url?: string | null;
        };
        /**
         * paddleocr.create_stitched_images
         * @description Puts many subtitle pictures below each other into few
         */
        "paddleocr.create_stitched_images.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "paddleocr.create_stitched_images";
            input_data: components["schemas"]["paddleocr.create_stitched_images.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "paddleocr.perform_ocr.input": {
            /** @description OCR model of the catalogue; by default the OCR_MODEL of the worker */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description manifest of stitched pictures; taken from paddleocr.create_stitched_images when missing */
            manifest_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description stitched pictures; taken from paddleocr.create_stitched_images when missing */
            multi_frames_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description one picture (PNG, JPEG, WebP, TIFF) or a PDF instead of stitched ones */
            image_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description first page of a PDF that is read */
            first_page?: (number | null) | components["schemas"]["StageReference"];
            /** @description last page of a PDF that is read; by default its last one; at most 500 pages are read */
            last_page?: (number | null) | components["schemas"]["StageReference"];
            /** @description dots per inch in which the pages of a PDF are drawn */
            dpi?: (number | null) | components["schemas"]["StageReference"];
        };
        "paddleocr.perform_ocr.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON: per picture, page or frame its lines with text, confidence and box, in the order in which one reads them
             */
            ocr_results_path: string;
            /** @description pictures, pages or frames that were read */
            ocr_results_count: number;
            /** @description the text of a picture or PDF, columns one after the other; a form feed parts pages */
            text?: string | null;
            /**
             * Format: file-path
             * @description that text as a file, also where it is longer than `text` may be
             */
            text_file?: string | null;
            /** @description ocr_results_path at S3; with `upload` only */
            ocr_results_path_url?: string | null;
            /** @description text_file at S3; with `upload` only */
            text_file_url?: string | null;
        };
        /**
         * paddleocr.perform_ocr
         * @description Reads the text of a picture, of the pages of a PDF, or of stitched subtitle pictures
         */
        "paddleocr.perform_ocr.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "paddleocr.perform_ocr";
            input_data: components["schemas"]["paddleocr.perform_ocr.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "paddleocr.postprocess_and_finalize.input": {
            /** @description results of the OCR; taken from paddleocr.perform_ocr when missing */
            ocr_results_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description manifest of the pictures with their times; taken from ffmpeg.crop_subtitle_images when missing */
            manifest_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the video; not needed, because the manifest tells the times */
            video_path?: (string | null) | components["schemas"]["StageReference"];
        };
        "paddleocr.postprocess_and_finalize.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the subtitles as SRT
             */
            srt_file: string;
            /**
             * Format: file-path
             * @description the subtitles as JSON: [{start, end, text, confidence}]; times in seconds
             */
            json_file: string;
            /** @description subtitles found */
            cue_count: number;
            /**
             * Format: file-path
             * @description JSON: where each subtitle stands in the picture of the video, {width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}; missing where the manifest does not say how large the picture is
             */
            boxes_file?: string | null;
            /** @description srt_file at S3; with `upload` only */
            srt_file_url?: string | null;
            /** @description json_file at S3; with `upload` only */
            json_file_url?: string | null;
            /** @description boxes_file at S3; with `upload` only */
            boxes_file_url?: string | null;
        };
        /**
         * paddleocr.postprocess_and_finalize
         * @description Merges equal neighbours of the OCR results into subtitles
         */
        "paddleocr.postprocess_and_finalize.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "paddleocr.postprocess_and_finalize";
            input_data: components["schemas"]["paddleocr.postprocess_and_finalize.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "paddleocr.extract_subtitles.input": {
            /** @description video file */
            video_path: string | components["schemas"]["StageReference"];
            /** @description least pictures looked at per second; a video that has more is looked at picture by picture, up to 30 */
            fps?: (number | null) | components["schemas"]["StageReference"];
            /** @description area of the subtitles [x1, y1, x2, y2] in pixels; found by looking when missing */
            subtitle_area?: (number[] | null) | components["schemas"]["StageReference"];
            /** @description OCR model of the catalogue; by default the OCR_MODEL of the worker */
            model?: (string | null) | components["schemas"]["StageReference"];
        };
        "paddleocr.extract_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the subtitles as SRT
             */
            srt_file: string;
            /**
             * Format: file-path
             * @description the subtitles as JSON: [{start, end, text, confidence}]; times in seconds
             */
            json_file: string;
            /** @description subtitles found */
            cue_count: number;
            /**
             * Format: file-path
             * @description JSON: where each subtitle stands in the picture of the video, {width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}; missing where the manifest does not say how large the picture is
             */
            boxes_file?: string | null;
            /** @description area [x1, y1, x2, y2] around the places that were read; null when none was found, and degraded says so */
            subtitle_area?: number[] | null;
            /** @description pictures looked at */
            frames_examined: number;
            /** @description pictures that were read: one per change */
            frames_read: number;
            /** @description srt_file at S3; with `upload` only */
            srt_file_url?: string | null;
            /** @description json_file at S3; with `upload` only */
            json_file_url?: string | null;
            /** @description boxes_file at S3; with `upload` only */
            boxes_file_url?: string | null;
        };
        /**
         * paddleocr.extract_subtitles
         * @description Burnt-in subtitles of a video as SRT, in one call; texts that stand for less than 0.3 s are not seen
         */
        "paddleocr.extract_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "paddleocr.extract_subtitles";
            input_data: components["schemas"]["paddleocr.extract_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.generate_subtitle_files.input": {
            /** @description JSON with segments [{start, end, text, speaker?, words?}]; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description formats to write */
            formats?: (("srt" | "vtt" | "ass" | "json")[] | null) | components["schemas"]["StageReference"];
            /** @description length of the audio; no subtitle ends after it; 0: unknown (seconds) */
            audio_duration?: (number | null) | components["schemas"]["StageReference"];
            /** @description language of the text, written into the JSON */
            language?: (string | null) | components["schemas"]["StageReference"];
            /** @description name of the files without extension */
            output_filename?: (string | null) | components["schemas"]["StageReference"];
            /** @description characters per line before a line is broken */
            max_chars_per_line?: (number | null) | components["schemas"]["StageReference"];
            /** @description lines per subtitle; longer text is split in time */
            max_lines?: (number | null) | components["schemas"]["StageReference"];
            /** @description shortest gap between two subtitles (seconds) */
            min_gap?: (number | null) | components["schemas"]["StageReference"];
            /** @description a subtitle with more characters a second stays for longer, where there is time after it; 0: no limit */
            max_chars_per_second?: (number | null) | components["schemas"]["StageReference"];
            /** @description subtitles of people who speak at once follow each other instead of overlapping */
            part_overlaps?: (boolean | null) | components["schemas"]["StageReference"];
        };
        "wservice.generate_subtitle_files.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the first of the formats
             */
            subtitle_path: string;
            /**
             * Format: file-path
             * @description the JSON, when it was asked for
             */
            json_path?: string | null;
            /** @description every file by kind: {basic, with_speakers, word_timestamps, json}, each a map from format to path */
            subtitle_files: Record<string, never>;
            /** @description subtitles written */
            cue_count: number;
            /** @description subtitle_path at S3; with `upload` only */
            subtitle_path_url?: string | null;
            /** @description json_path at S3; with `upload` only */
            json_path_url?: string | null;
        };
        /**
         * wservice.generate_subtitle_files
         * @description Subtitle files (SRT, WebVTT, ASS, JSON) from timed segments
         */
        "wservice.generate_subtitle_files.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.generate_subtitle_files";
            input_data: components["schemas"]["wservice.generate_subtitle_files.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.merge_speaker_segments.input": {
            /** @description JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the segments themselves; they go before segments_file */
            segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
            /** @description JSON of a diarization with segments [{start, end, speaker}]; taken from an earlier stage when missing */
            diarization_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the turns [{start, end, speaker}] themselves; they go before diarization_file */
            speaker_segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
        };
        "wservice.merge_speaker_segments.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON with all segments {start, end, text, speaker?, words?}
             */
            merged_segments_file: string;
            /** @description the first 1000 of the segments: {start, end, speaker?, text} */
            merged_segments: Record<string, never>[];
            /** @description what was given: {segments, speaker_segments, speakers} */
            input_summary: Record<string, never>;
            /** @description merged_segments_file at S3; with `upload` only */
            merged_segments_file_url?: string | null;
        };
        /**
         * wservice.merge_speaker_segments
         * @description Names the speaker of each segment: who speaks for most of it
         */
        "wservice.merge_speaker_segments.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.merge_speaker_segments";
            input_data: components["schemas"]["wservice.merge_speaker_segments.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.merge_with_word_timestamps.input": {
            /** @description JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the segments themselves; they go before segments_file */
            segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
            /** @description JSON of a diarization with segments [{start, end, speaker}]; taken from an earlier stage when missing */
            diarization_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the turns [{start, end, speaker}] themselves; they go before diarization_file */
            speaker_segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
        };
        "wservice.merge_with_word_timestamps.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON with all segments {start, end, text, speaker?, words?}
             */
            merged_segments_file: string;
            /** @description segments written */
            total_segments: number;
            /** @description merged_segments_file at S3; with `upload` only */
            merged_segments_file_url?: string | null;
        };
        /**
         * wservice.merge_with_word_timestamps
         * @description Parts segments at the words where the speaker changes
         */
        "wservice.merge_with_word_timestamps.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.merge_with_word_timestamps";
            input_data: components["schemas"]["wservice.merge_with_word_timestamps.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.merge_speaker_based_subtitles.input": {
            /** @description JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the segments themselves; they go before segments_file */
            segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
            /** @description JSON of a diarization with segments [{start, end, speaker}]; taken from an earlier stage when missing */
            diarization_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the turns [{start, end, speaker}] themselves; they go before diarization_file */
            speaker_segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
            /** @description share of a word (or of a segment without words) that must lie in a turn to belong to it */
            overlap_threshold?: (number | null) | components["schemas"]["StageReference"];
        };
        "wservice.merge_speaker_based_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON with all segments {start, end, text, speaker?, words?}
             */
            merged_segments_file: string;
            /** @description turns of the diarization */
            total_segments: number;
            /** @description turns in which something is said */
            matched_segments: number;
            /** @description turns without text; they are not in the file */
            empty_segments: number;
            /** @description merged_segments_file at S3; with `upload` only */
            merged_segments_file_url?: string | null;
        };
        /**
         * wservice.merge_speaker_based_subtitles
         * @description One segment for each turn of a speaker, with all that is said in it
         */
        "wservice.merge_speaker_based_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.merge_speaker_based_subtitles";
            input_data: components["schemas"]["wservice.merge_speaker_based_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.rebuild_subtitle_with_words.input": {
            /** @description JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the segments themselves; they go before segments_file */
            segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
            /** @description the corrected text of all segments */
            optimized_text?: (string | null) | components["schemas"]["StageReference"];
            /** @description a text file with the corrected text; optimized_text goes before it */
            optimized_text_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description write a report of what changed */
            report?: (boolean | null) | components["schemas"]["StageReference"];
        };
        "wservice.rebuild_subtitle_with_words.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON with the segments in the corrected text {start, end, text, speaker?, words?}
             */
            optimized_segments_file: string;
            /**
             * Format: file-path
             * @description JSON: {kept, added, removed, dropped, changes: [{start, before, after}]}; when it was asked for
             */
            report_file?: string | null;
            /** @description segments written */
            total_segments: number;
            /** @description segments whose text is not as it was */
            changed_segments: number;
            /** @description optimized_segments_file at S3; with `upload` only */
            optimized_segments_file_url?: string | null;
            /** @description report_file at S3; with `upload` only */
            report_file_url?: string | null;
        };
        /**
         * wservice.rebuild_subtitle_with_words
         * @description Puts a corrected text back into its segments, each word at the time when it is said
         */
        "wservice.rebuild_subtitle_with_words.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.rebuild_subtitle_with_words";
            input_data: components["schemas"]["wservice.rebuild_subtitle_with_words.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.segment_subtitles.input": {
            /** @description the text */
            subtitle_text?: (string | null) | components["schemas"]["StageReference"];
            /** @description a text file; subtitle_text goes before it */
            subtitle_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the words that were said [{word, start, end}]; they go before words_json_path */
            words?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
            /** @description JSON with words [{word, start, end}], or with segments that have them; taken from an earlier stage when missing */
            words_json_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description most characters of a subtitle */
            max_chars?: (number | null) | components["schemas"]["StageReference"];
            /** @description language of the text, e.g. en; its rules say where sentences end */
            language?: (string | null) | components["schemas"]["StageReference"];
        };
        "wservice.segment_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description SRT with a subtitle for each sentence, or part of a long one
             */
            segmented_subtitle_file: string;
            /**
             * Format: file-path
             * @description the same as JSON with segments {start, end, text, words}
             */
            segments_file: string;
            /** @description subtitles written */
            total_segments: number;
            /** @description segmented_subtitle_file at S3; with `upload` only */
            segmented_subtitle_file_url?: string | null;
            /** @description segments_file at S3; with `upload` only */
            segments_file_url?: string | null;
        };
        /**
         * wservice.segment_subtitles
         * @description Parts a text into subtitles at the ends of its sentences, timed by the words that were said
         */
        "wservice.segment_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.segment_subtitles";
            input_data: components["schemas"]["wservice.segment_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.prepare_tts_segments.input": {
            /** @description JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description the segments themselves; they go before segments_file */
            segments_data?: (Record<string, never>[] | null) | components["schemas"]["StageReference"];
            /** @description parts of a sentence with less time between them are spoken as one (seconds) */
            merge_gap?: (number | null) | components["schemas"]["StageReference"];
            /** @description most characters that are joined */
            max_chars?: (number | null) | components["schemas"]["StageReference"];
        };
        "wservice.prepare_tts_segments.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON with all segments {start, end, text, speaker?} as they are spoken
             */
            prepared_segments_file: string;
            /** @description the first 1000 of them: {id, start, end, text, speaker?} */
            prepared_segments: Record<string, never>[];
            /** @description segments to speak */
            total_segments: number;
            /** @description what was given: {segments, characters, speakers} */
            input_summary: Record<string, never>;
            /** @description prepared_segments_file at S3; with `upload` only */
            prepared_segments_file_url?: string | null;
        };
        /**
         * wservice.prepare_tts_segments
         * @description Segments as a voice speaks them: without sounds in brackets, parts of a sentence joined
         */
        "wservice.prepare_tts_segments.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.prepare_tts_segments";
            input_data: components["schemas"]["wservice.prepare_tts_segments.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "inpainting.remove_subtitles.input": {
            /** @description video file; everything but its picture stays as it is */
            video_path: string | components["schemas"]["StageReference"];
            /** @description quality: 0 lossless to 51 worst (x264 CRF) */
            crf?: (number | null) | components["schemas"]["StageReference"];
            /** @description area of the subtitles [x1, y1, x2, y2] in pixels; only the text in it is touched; taken from an earlier stage when missing */
            subtitle_area?: (number[] | null) | components["schemas"]["StageReference"];
            /** @description JSON: where text stands in the picture and when, {width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}, width and height of this video; it is removed there and then, and 0.16 s before and after because it may fade; taken from paddleocr.extract_subtitles or paddleocr.postprocess_and_finalize when missing; without it text is looked for in subtitle_area */
            boxes_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description fast: fills the box around each line of text from its border; quality: paints over the strokes of the letters alone, much slower; model: a network (LaMa) paints what the strokes hid, slowest, where its weights are present */
            method?: ("fast" | "quality" | "model" | null) | components["schemas"]["StageReference"];
        };
        "inpainting.remove_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the video; audio and times of the pictures as they were
             */
            video_path: string;
            /** @description length of the video (seconds) */
            video_duration: number;
            /** @description texts that were removed */
            texts_removed: number;
            /** @description video_path at S3; with `upload` only */
            video_path_url?: string | null;
        };
        /**
         * inpainting.remove_subtitles
         * @description A video without its burnt-in subtitles, by an area or by the boxes of an OCR; in an area, texts that stand for less than 0.3 s are not seen
         */
        "inpainting.remove_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "inpainting.remove_subtitles";
            input_data: components["schemas"]["inpainting.remove_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "llm.process_text.input": {
            /** @description local, or the name of an OpenAI-compatible server of the worker; by default its LLM_PROVIDER */
            provider?: (string | null) | components["schemas"]["StageReference"];
            /** @description local: a model by name, or a GGUF file /share/...; else a model of that server; by default the standard one */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description how freely it chooses its words; 0: always the likeliest */
            temperature?: (number | null) | components["schemas"]["StageReference"];
            /** @description where a local model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
            /** @description what is done with the text; custom: what the prompt says */
            action?: ("proofread" | "translate" | "summarize" | "custom" | null) | components["schemas"]["StageReference"];
            /** @description the text; it goes before input_file */
            text?: (string | null) | components["schemas"]["StageReference"];
            /** @description text file; taken from an earlier stage when missing */
            input_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description further instructions; those of a custom action, where {text} stands for the text */
            prompt?: (string | null) | components["schemas"]["StageReference"];
            /** @description language of a translation or summary, such as French */
            target_language?: (string | null) | components["schemas"]["StageReference"];
            /** @description longest part of the text that is given to the model at once; by default what fits (tokens) */
            part_tokens?: (number | null) | components["schemas"]["StageReference"];
        };
        "llm.process_text.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description local, or the server that answered */
            provider: string;
            /** @description the model */
            model_name: string;
            /** @description {requests, prompt_tokens, completion_tokens, total_tokens, cost}; cost is null where the worker knows no prices */
            usage: Record<string, never>;
            /** @description the processed text, where it has at most 10 000 characters */
            text?: string | null;
            /**
             * Format: file-path
             * @description file with the processed text
             */
            text_file: string;
            /** @description parts the text was split into */
            part_count: number;
            /** @description text_file at S3; with `upload` only */
            text_file_url?: string | null;
        };
        /**
         * llm.process_text
         * @description Proofreads, translates or summarizes a text of any length with a language model
         */
        "llm.process_text.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "llm.process_text";
            input_data: components["schemas"]["llm.process_text.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "tts.generate_speech.input": {
            /** @description name of a voice, as tts.list_voices tells them; by default one of the language, or the standard one */
            voice?: (string | null) | components["schemas"]["StageReference"];
            /** @description language of the text (BCP 47, e.g. en or pt-BR), by which a voice is chosen where none is named */
            language?: (string | null) | components["schemas"]["StageReference"];
            /** @description format of the audio file; pcm: bare samples, 24 kHz, 16 bits, mono */
            format?: ("wav" | "flac" | "mp3" | "opus" | "aac" | "pcm" | null) | components["schemas"]["StageReference"];
            /** @description recording whose voice is imitated; no voice here can do that yet */
            spk_audio_prompt?: (string | null) | components["schemas"]["StageReference"];
            /** @description what is spoken */
            text: string | components["schemas"]["StageReference"];
            /** @description how fast, beside the natural speed of the voice */
            speed?: (number | null) | components["schemas"]["StageReference"];
            /** @description pause between two sentences (ms) */
            interval_silence?: (number | null) | components["schemas"]["StageReference"];
        };
        "tts.generate_speech.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the speech
             */
            audio_path: string;
            /** @description length of the speech (seconds) */
            audio_duration: number;
            /**
             * Format: file-path
             * @description JSON: {language, segments: [{start, end, text}]}, a segment for each sentence
             */
            segments_file: string;
            /** @description sentences spoken */
            sentence_count: number;
            /** @description characters of the text */
            text_length: number;
            /** @description voice that spoke */
            voice: string;
            /** @description language of the voice */
            language: string;
            /** @description samples per second (Hz) */
            sample_rate: number;
            /** @description time the work took (seconds) */
            processing_time: number;
            /** @description {name, voice, language} */
            model_info: Record<string, never>;
            /** @description as it was spoken: {speed, interval_silence, format} */
            generation_params: Record<string, never>;
            /** @description audio_path at S3; with `upload` only */
            audio_path_url?: string | null;
            /** @description segments_file at S3; with `upload` only */
            segments_file_url?: string | null;
        };
        /**
         * tts.generate_speech
         * @description Speaks a text, sentence by sentence
         */
        "tts.generate_speech.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "tts.generate_speech" | "indextts.generate_speech" | "gptsovits_service.generate_speech";
            input_data: components["schemas"]["tts.generate_speech.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "tts.speak_subtitles.input": {
            /** @description name of a voice, as tts.list_voices tells them; by default one of the language, or the standard one */
            voice?: (string | null) | components["schemas"]["StageReference"];
            /** @description language of the text (BCP 47, e.g. en or pt-BR), by which a voice is chosen where none is named */
            language?: (string | null) | components["schemas"]["StageReference"];
            /** @description format of the audio file; pcm: bare samples, 24 kHz, 16 bits, mono */
            format?: ("wav" | "flac" | "mp3" | "opus" | "aac" | "pcm" | null) | components["schemas"]["StageReference"];
            /** @description recording whose voice is imitated; no voice here can do that yet */
            spk_audio_prompt?: (string | null) | components["schemas"]["StageReference"];
            /** @description subtitles: SRT, WebVTT, ASS or JSON segments; taken from an earlier stage when missing */
            subtitle_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description voices by speaker, e.g. {"SPEAKER_00": "en_US-joe-medium"} */
            speaker_voices?: (Record<string, never> | null) | components["schemas"]["StageReference"];
            /** @description how much faster a subtitle may be spoken to fit its time */
            max_speedup?: (number | null) | components["schemas"]["StageReference"];
            /** @description silence kept before the next subtitle (seconds) */
            min_gap?: (number | null) | components["schemas"]["StageReference"];
            /** @description length of the track, e.g. that of the video; by default it ends with the last subtitle (seconds) */
            duration?: (number | null) | components["schemas"]["StageReference"];
        };
        "tts.speak_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the track
             */
            audio_path: string;
            /** @description length of the track (seconds) */
            audio_duration: number;
            /**
             * Format: file-path
             * @description JSON: {cues: [{index, start, end, spoken_start, spoken_end, speedup, voice, text}]}
             */
            report_file: string;
            /** @description subtitles of the file */
            cue_count: number;
            /** @description subtitles that were spoken; the others hold nothing that can be said */
            spoken_count: number;
            /** @description subtitles that are spoken faster to fit their time */
            stretched_count: number;
            /** @description the first 1000 subtitles that did not fit: {index, start, spoken_start, …} */
            overruns: Record<string, never>[];
            /** @description subtitles that did not fit */
            overrun_count: number;
            /** @description audio_path at S3; with `upload` only */
            audio_path_url?: string | null;
            /** @description report_file at S3; with `upload` only */
            report_file_url?: string | null;
        };
        /**
         * tts.speak_subtitles
         * @description One audio track on which each subtitle is spoken in its time
         */
        "tts.speak_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "tts.speak_subtitles";
            input_data: components["schemas"]["tts.speak_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "tts.list_voices.input": {
            /** @description only voices of this language (BCP 47) */
            language?: (string | null) | components["schemas"]["StageReference"];
            /** @description let each voice that is here speak a sentence */
            samples?: (boolean | null) | components["schemas"]["StageReference"];
        };
        "tts.list_voices.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description voices: {name, language, licence, available, fetch?, sample_path?}; `fetch` is the command that fetches one */
            voices: Record<string, never>[];
            /** @description the voice that speaks when none is named */
            default_voice: string;
        };
        /**
         * tts.list_voices
         * @description The voices there are, each with a sentence spoken by it
         */
        "tts.list_voices.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "tts.list_voices" | "indextts.list_voice_presets";
            input_data: components["schemas"]["tts.list_voices.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "pyannote_audio.diarize_speakers.input": {
            /** @description audio or video file; taken from an earlier stage when missing */
            audio_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description which audio stream, counted from 0 */
            track?: (number | null) | components["schemas"]["StageReference"];
            /** @description how many speakers there are, where that is known */
            num_speakers?: (number | null) | components["schemas"]["StageReference"];
            /** @description fewest speakers there can be */
            min_speakers?: (number | null) | components["schemas"]["StageReference"];
            /** @description most speakers there can be */
            max_speakers?: (number | null) | components["schemas"]["StageReference"];
            /** @description one speaker at a time: where several speak, only the one who is heard best */
            exclusive?: (boolean | null) | components["schemas"]["StageReference"];
            /** @description from one window of 10 s to the next; less is more exact in overlaps and takes more time (seconds) */
            step?: (number | null) | components["schemas"]["StageReference"];
            /** @description where the model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
            /** @description false: all is done here, and nothing is sent to a paid service */
            use_paid_api?: (boolean | null) | components["schemas"]["StageReference"];
        };
        "pyannote_audio.diarize_speakers.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description JSON: {success, total_speakers, segments: [{start, end, speaker, duration}], summary, metadata}; times in seconds
             */
            diarization_file: string;
            /**
             * Format: file-path
             * @description the same segments as RTTM
             */
            rttm_file: string;
            /** @description names of the speakers, by who speaks first: SPEAKER_00, SPEAKER_01, ... */
            detected_speakers: string[];
            /** @description by speaker: {segments, duration}, the duration in seconds */
            speaker_statistics: Record<string, never>;
            /** @description speakers found */
            total_speakers: number;
            /** @description segments written */
            total_segments: number;
            /** @description length of the audio (seconds) */
            audio_duration: number;
            /** @description {audio_duration, total_segments, total_speakers, speech_duration, overlap_duration}: speech is where at least one speaks, overlap where several do; seconds */
            summary: Record<string, never>;
            /** @description the model */
            model_name: string;
            /**
             * Format: file-path
             * @description what was listened to
             */
            audio_source: string;
            /** @description time the work took (seconds) */
            execution_time: number;
            /**
             * @description where it was done: in this worker
             * @enum {string}
             */
            execution_method: "local";
            /**
             * @description no paid service was asked
             * @enum {string}
             */
            api_type: "free";
            /** @description as it was asked for */
            use_paid_api: boolean;
            /** @description diarization_file at S3; with `upload` only */
            diarization_file_url?: string | null;
            /** @description rttm_file at S3; with `upload` only */
            rttm_file_url?: string | null;
            /** @description audio_source at S3; with `upload` only */
            audio_source_url?: string | null;
        };
        /**
         * pyannote_audio.diarize_speakers
         * @description Who speaks when in an audio or video file, overlaps included: JSON and RTTM
         */
        "pyannote_audio.diarize_speakers.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "pyannote_audio.diarize_speakers";
            input_data: components["schemas"]["pyannote_audio.diarize_speakers.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "pyannote_audio.get_speaker_segments.input": {
            /** @description JSON of a diarization with segments [{start, end, speaker}]; taken from pyannote_audio.diarize_speakers when missing */
            diarization_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description whose segments, as detected_speakers names them; all when missing */
            speaker?: (string | null) | components["schemas"]["StageReference"];
        };
        "pyannote_audio.get_speaker_segments.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description true */
            success: boolean;
            /**
             * Format: file-path
             * @description JSON with all of these segments: {segments: [{start, end, speaker, duration}], summary}
             */
            segments_file: string;
            /** @description {segments: the first 1000 of them, summary: {total_segments, total_speakers, total_duration, speakers: {name: {segments, duration}}}} */
            data: Record<string, never>;
            /** @description segments_file at S3; with `upload` only */
            segments_file_url?: string | null;
        };
        /**
         * pyannote_audio.get_speaker_segments
         * @description The segments of a diarization, all or those of one speaker
         */
        "pyannote_audio.get_speaker_segments.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "pyannote_audio.get_speaker_segments";
            input_data: components["schemas"]["pyannote_audio.get_speaker_segments.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "pyannote_audio.validate_diarization.input": {
            /** @description JSON of a diarization with segments [{start, end, speaker}]; taken from pyannote_audio.diarize_speakers when missing */
            diarization_file?: (string | null) | components["schemas"]["StageReference"];
        };
        "pyannote_audio.validate_diarization.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description true: the file was checked; whether it is right is in data.validation.valid */
            success: boolean;
            /** @description {validation: {valid, total_segments, total_speakers, total_duration, avg_segment_duration, issues: [text]}, summary: as pyannote_audio.get_speaker_segments has it} */
            data: Record<string, never>;
        };
        /**
         * pyannote_audio.validate_diarization
         * @description What is wrong with a diarization: entries that cannot be read, times that contradict each other
         */
        "pyannote_audio.validate_diarization.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "pyannote_audio.validate_diarization";
            input_data: components["schemas"]["pyannote_audio.validate_diarization.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "inpainting.remove_area.input": {
            /** @description video file; everything but its picture stays as it is */
            video_path: string | components["schemas"]["StageReference"];
            /** @description quality: 0 lossless to 51 worst (x264 CRF) */
            crf?: (number | null) | components["schemas"]["StageReference"];
            /** @description area [x1, y1, x2, y2] in pixels, e.g. of a logo; all of it is painted over */
            area: number[] | components["schemas"]["StageReference"];
            /** @description where to begin (seconds) */
            start?: (number | null) | components["schemas"]["StageReference"];
            /** @description where to end (seconds) */
            end?: (number | null) | components["schemas"]["StageReference"];
            /** @description fast: fills the area from its border; quality: goes on with what comes to the border, much slower; model: a network (LaMa) paints it, slowest, where its weights are present */
            method?: ("fast" | "quality" | "model" | null) | components["schemas"]["StageReference"];
        };
        "inpainting.remove_area.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the video; audio and times of the pictures as they were
             */
            video_path: string;
            /** @description length of the video (seconds) */
            video_duration: number;
            /** @description video_path at S3; with `upload` only */
            video_path_url?: string | null;
        };
        /**
         * inpainting.remove_area
         * @description A video without what stands in one area of its picture, such as a logo
         */
        "inpainting.remove_area.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "inpainting.remove_area";
            input_data: components["schemas"]["inpainting.remove_area.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "llm.chat.input": {
            /** @description local, or the name of an OpenAI-compatible server of the worker; by default its LLM_PROVIDER */
            provider?: (string | null) | components["schemas"]["StageReference"];
            /** @description local: a model by name, or a GGUF file /share/...; else a model of that server; by default the standard one */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description how freely it chooses its words; 0: always the likeliest */
            temperature?: (number | null) | components["schemas"]["StageReference"];
            /** @description where a local model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
            /** @description the conversation: {role: system | user | assistant, content} */
            messages: Record<string, never>[] | components["schemas"]["StageReference"];
            /** @description JSON Schema of an object; the reply is JSON that fits it, or the task fails */
            response_schema?: (Record<string, never> | null) | components["schemas"]["StageReference"];
            /** @description longest reply; by default what the context has room for, at most 1024 (tokens) */
            max_tokens?: (number | null) | components["schemas"]["StageReference"];
            /** @description the reply ends before the first of these texts */
            stop?: (string | string[] | null) | components["schemas"]["StageReference"];
            /** @description words are chosen among the likeliest that together are this likely */
            top_p?: (number | null) | components["schemas"]["StageReference"];
            /** @description the same seed gives the same reply, where the model can */
            seed?: (number | null) | components["schemas"]["StageReference"];
            /** @description put the reply into the event log as it comes */
            stream?: (boolean | null) | components["schemas"]["StageReference"];
            /** @description tries after a reply that does not fit response_schema */
            max_retries?: (number | null) | components["schemas"]["StageReference"];
        };
        "llm.chat.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description local, or the server that answered */
            provider: string;
            /** @description the model */
            model_name: string;
            /** @description {requests, prompt_tokens, completion_tokens, total_tokens, cost}; cost is null where the worker knows no prices */
            usage: Record<string, never>;
            /** @description the reply */
            text: string;
            /** @description the reply as JSON, when response_schema was given */
            json?: Record<string, never> | null;
            /**
             * @description whether the reply came to its end, or was cut at max_tokens
             * @enum {string}
             */
            finish_reason: "stop" | "length";
        };
        /**
         * llm.chat
         * @description The reply of a language model to a conversation, as text or as JSON of a given form
         */
        "llm.chat.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "llm.chat";
            input_data: components["schemas"]["llm.chat.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.translate_subtitles.input": {
            /** @description local, or the name of an OpenAI-compatible server of the worker; by default its LLM_PROVIDER */
            provider?: (string | null) | components["schemas"]["StageReference"];
            /** @description local: a model by name, or a GGUF file /share/...; else a model of that server; by default the standard one */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description how freely it chooses its words; 0: always the likeliest */
            temperature?: (number | null) | components["schemas"]["StageReference"];
            /** @description where a local model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
            /** @description JSON with segments, or SRT, VTT or ASS; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description longest silence of a server; by default that of its entry in LLM_PROVIDERS (seconds) */
            timeout?: (number | null) | components["schemas"]["StageReference"];
            /** @description tries after a reply that loses or adds lines; then the source line is kept and reported */
            max_retries?: (number | null) | components["schemas"]["StageReference"];
            /** @description language of the translation, such as French */
            target_language: string | components["schemas"]["StageReference"];
            /** @description language of the subtitles; by default the model sees it */
            source_language?: (string | null) | components["schemas"]["StageReference"];
            /** @description text file with further instructions, such as names and terms */
            prompt_file_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description characters a second that can be read; 0: no limit */
            cps_limit?: (number | null) | components["schemas"]["StageReference"];
            /** @description characters per line */
            cpl_limit?: (number | null) | components["schemas"]["StageReference"];
            /** @description lines per subtitle */
            max_lines?: (number | null) | components["schemas"]["StageReference"];
            /** @description subtitles translated at once */
            segment_size?: (number | null) | components["schemas"]["StageReference"];
            /** @description subtitles before and after them that are shown to the model */
            overlap_lines?: (number | null) | components["schemas"]["StageReference"];
        };
        "wservice.translate_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description local, or the server that answered */
            provider: string;
            /** @description the model */
            model_name: string;
            /** @description {requests, prompt_tokens, completion_tokens, total_tokens, cost}; cost is null where the worker knows no prices */
            usage: Record<string, never>;
            /** @description subtitles written, as many as there were */
            cue_count: number;
            /** @description the first 1000 lines that stayed as they were: {line, reason} */
            kept_lines: Record<string, never>[];
            /**
             * Format: file-path
             * @description JSON with the translated segments {start, end, text, speaker?}
             */
            translated_segments_file: string;
            /**
             * Format: file-path
             * @description the translation as SRT, in lines
             */
            srt_file: string;
            /** @description translated_segments_file at S3; with `upload` only */
            translated_segments_file_url?: string | null;
            /** @description srt_file at S3; with `upload` only */
            srt_file_url?: string | null;
        };
        /**
         * wservice.translate_subtitles
         * @description Translates subtitles; their number and times stay
         */
        "wservice.translate_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.translate_subtitles";
            input_data: components["schemas"]["wservice.translate_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.ai_optimize_text.input": {
            /** @description local, or the name of an OpenAI-compatible server of the worker; by default its LLM_PROVIDER */
            provider?: (string | null) | components["schemas"]["StageReference"];
            /** @description local: a model by name, or a GGUF file /share/...; else a model of that server; by default the standard one */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description how freely it chooses its words; 0: always the likeliest */
            temperature?: (number | null) | components["schemas"]["StageReference"];
            /** @description where a local model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
            /** @description JSON with segments, or SRT, VTT or ASS; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description longest silence of a server; by default that of its entry in LLM_PROVIDERS (seconds) */
            timeout?: (number | null) | components["schemas"]["StageReference"];
            /** @description instructions in place of the standard ones */
            system_prompt_override?: (string | null) | components["schemas"]["StageReference"];
            /** @description tries after a request that failed at a server; by default those of its entry in LLM_PROVIDERS */
            max_retries?: (number | null) | components["schemas"]["StageReference"];
        };
        "wservice.ai_optimize_text.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description local, or the server that answered */
            provider: string;
            /** @description the model */
            model_name: string;
            /** @description {requests, prompt_tokens, completion_tokens, total_tokens, cost}; cost is null where the worker knows no prices */
            usage: Record<string, never>;
            /**
             * Format: file-path
             * @description the corrected text of all segments
             */
            optimized_text_file: string;
            /** @description parts the text was split into */
            part_count: number;
            /** @description optimized_text_file at S3; with `upload` only */
            optimized_text_file_url?: string | null;
        };
        /**
         * wservice.ai_optimize_text
         * @description Corrects what speech recognition heard wrong, as one text
         */
        "wservice.ai_optimize_text.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.ai_optimize_text";
            input_data: components["schemas"]["wservice.ai_optimize_text.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "wservice.ai_optimize_subtitles.input": {
            /** @description local, or the name of an OpenAI-compatible server of the worker; by default its LLM_PROVIDER */
            provider?: (string | null) | components["schemas"]["StageReference"];
            /** @description local: a model by name, or a GGUF file /share/...; else a model of that server; by default the standard one */
            model?: (string | null) | components["schemas"]["StageReference"];
            /** @description how freely it chooses its words; 0: always the likeliest */
            temperature?: (number | null) | components["schemas"]["StageReference"];
            /** @description where a local model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
            /** @description JSON with segments, or SRT, VTT or ASS; taken from an earlier stage when missing */
            segments_file?: (string | null) | components["schemas"]["StageReference"];
            /** @description longest silence of a server; by default that of its entry in LLM_PROVIDERS (seconds) */
            timeout?: (number | null) | components["schemas"]["StageReference"];
            /** @description tries after a reply that loses or adds lines; then the source line is kept and reported */
            max_retries?: (number | null) | components["schemas"]["StageReference"];
            /** @description instructions in place of the standard ones */
            system_prompt_override?: (string | null) | components["schemas"]["StageReference"];
            /** @description subtitles corrected at once */
            segment_size?: (number | null) | components["schemas"]["StageReference"];
            /** @description subtitles before and after them that are shown to the model */
            overlap_lines?: (number | null) | components["schemas"]["StageReference"];
            /** @description a line that changes by a larger share than this is no correction: it is kept as it was */
            diff_threshold?: (number | null) | components["schemas"]["StageReference"];
        };
        "wservice.ai_optimize_subtitles.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /** @description local, or the server that answered */
            provider: string;
            /** @description the model */
            model_name: string;
            /** @description {requests, prompt_tokens, completion_tokens, total_tokens, cost}; cost is null where the worker knows no prices */
            usage: Record<string, never>;
            /** @description subtitles written, as many as there were */
            cue_count: number;
            /** @description the first 1000 lines that stayed as they were: {line, reason} */
            kept_lines: Record<string, never>[];
            /**
             * Format: file-path
             * @description JSON with the corrected segments {start, end, text, speaker?}
             */
            optimized_file_path: string;
            /**
             * Format: file-path
             * @description JSON with the segments as they were
             */
            original_file_path: string;
            /** @description subtitles whose text changed */
            changed_count: number;
            /** @description optimized_file_path at S3; with `upload` only */
            optimized_file_path_url?: string | null;
            /** @description original_file_path at S3; with `upload` only */
            original_file_path_url?: string | null;
        };
        /**
         * wservice.ai_optimize_subtitles
         * @description Corrects what speech recognition heard wrong, subtitle by subtitle; their number and times stay
         */
        "wservice.ai_optimize_subtitles.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "wservice.ai_optimize_subtitles";
            input_data: components["schemas"]["wservice.ai_optimize_subtitles.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
        "audio_separator.separate_vocals.input": {
            /** @description audio or video file; taken from ffmpeg.extract_audio when missing */
            audio_path?: (string | null) | components["schemas"]["StageReference"];
            /** @description which audio stream, counted from 0 */
            track?: (number | null) | components["schemas"]["StageReference"];
            /** @description separation model, by its name in the model catalogue; by default that of the worker */
            model_name?: (string | null) | components["schemas"]["StageReference"];
            /** @description kind of the model */
            model_type?: ("mdx" | null) | components["schemas"]["StageReference"];
            /** @description fast: every sample is heard once; default: stretches overlap; high_quality: more so, and heard twice */
            quality_mode?: ("fast" | "default" | "high_quality" | null) | components["schemas"]["StageReference"];
            /** @description format of both audio files */
            output_format?: ("wav" | "flac" | "mp3" | "opus" | null) | components["schemas"]["StageReference"];
            /** @description where the model runs; auto: on the GPU when the worker has one */
            device?: ("auto" | "cpu" | "cuda" | null) | components["schemas"]["StageReference"];
        };
        "audio_separator.separate_vocals.output": {
            /** @description where S3 has each file, by its path; with `upload` only */
            uploaded?: Record<string, never> | null;
            /** @description program or library that did the work: {name, version} */
            engine: Record<string, never>;
            /** @description weights that were used: {name, sha256}; null without any */
            model?: Record<string, never> | null;
            /**
             * @description where the work ran
             * @enum {string}
             */
            device: "cpu" | "cuda" | "cpu (simulated gpu)";
            /** @description time the work took (seconds) */
            duration: number;
            /** @description duration divided by the length of the media; null without a length */
            real_time_factor?: number | null;
            /**
             * @description what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing
             * @default []
             */
            degraded?: string[] | null;
            /**
             * Format: file-path
             * @description the voices: 44.1 kHz stereo
             */
            vocal_audio: string;
            /**
             * Format: file-path
             * @description all else; both together are what was given
             */
            instrumental_audio: string;
            /** @description both files */
            all_audio_files: string[];
            /** @description length of the audio (seconds) */
            audio_duration: number;
            /** @description the model */
            model_used: string;
            /**
             * @description as it was asked for
             * @enum {string}
             */
            quality_mode: "fast" | "default" | "high_quality";
            /** @description vocal_audio at S3; with `upload` only */
            vocal_audio_url?: string | null;
            /** @description instrumental_audio at S3; with `upload` only */
            instrumental_audio_url?: string | null;
        };
        /**
         * audio_separator.separate_vocals
         * @description The voices in an audio or video file apart from music and noise: two audio files
         */
        "audio_separator.separate_vocals.submission": {
            /**
             * @description a task of the catalogue
             * @enum {string}
             */
            task_name: "audio_separator.separate_vocals";
            input_data: components["schemas"]["audio_separator.separate_vocals.input"];
            /** @description id of the task; the same id with the same request is the same task; made when missing */
            task_id?: string;
            /** @description several tasks of one workflow share a context; by default the task id */
            workflow_id?: string;
            /** @description attempts before the task fails; by default what the installation is set to, 3 */
            max_attempts?: number;
            /** @description hard limit of one attempt; by default the limit of the catalogue (seconds) */
            timeout?: number;
            /** @description 9 goes first, 0 last; by default what the catalogue says, else 5 */
            priority?: number;
            /** @description http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW */
            callback?: string;
            /** @description place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file */
            upload?: boolean | string;
            /** @description the task expires unless its first attempt begins within this time (seconds) */
            queue_ttl?: number;
            /**
             * @description `any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs
             * @enum {string}
             */
            reuse?: "never" | "any";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    WorkersController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "workers": [
                     *         {
                     *           "worker": "ffmpeg@media-box-4711-a1b2c3",
                     *           "service": "ffmpeg",
                     *           "version": "version",
                     *           "device": "cpu",
                     *           "gpus": [
                     *             "gpu"
                     *           ],
                     *           "models": [
                     *             "whisper-base"
                     *           ],
                     *           "missing": [
                     *             "missing"
                     *           ],
                     *           "concurrency": 1,
                     *           "running": 1,
                     *           "load": 1,
                     *           "host": "host",
                     *           "pid": 1,
                     *           "seen_at": "2026-01-02T03:04:05.000Z",
                     *           "host_facts": {
                     *             "cpu": {
                     *               "cores": 1,
                     *               "load": 1
                     *             },
                     *             "memory": {
                     *               "total_bytes": 1,
                     *               "available_bytes": 1
                     *             },
                     *             "disk": {
                     *               "total_bytes": 1,
                     *               "available_bytes": 1
                     *             },
                     *             "gpus": [
                     *               {
                     *                 "name": "NVIDIA T4",
                     *                 "load": 1,
                     *                 "memory_total_bytes": 1,
                     *                 "memory_used_bytes": 1
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    MetricsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description every metric */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HealthController_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "timestamp": "2026-01-02T03:04:05.000Z",
                     *       "components": {
                     *         "first": "healthy"
                     *       },
                     *       "problems": [
                     *         "problem"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HealthController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "timestamp": "2026-01-02T03:04:05.000Z",
                     *       "components": {
                     *         "first": "healthy"
                     *       },
                     *       "problems": [
                     *         "problem"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HealthController_startup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "timestamp": "2026-01-02T03:04:05.000Z",
                     *       "components": {
                     *         "first": "healthy"
                     *       },
                     *       "problems": [
                     *         "problem"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HealthController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "timestamp": "2026-01-02T03:04:05.000Z",
                     *       "components": {
                     *         "first": "healthy"
                     *       },
                     *       "problems": [
                     *         "problem"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    SessionController_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": {
                     *         "id": "3f9a1c2b",
                     *         "name": "first",
                     *         "scopes": [
                     *           "submit"
                     *         ],
                     *         "sees_all": true,
                     *         "expires_at": "2026-01-02T03:04:05.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SessionReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    SessionController_close: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the browser has it no longer */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    KeysController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "id": "3f9a1c2b",
                     *           "name": "first",
                     *           "scopes": [
                     *             "submit"
                     *           ],
                     *           "sees_all": true,
                     *           "expires_at": "2026-01-02T03:04:05.000Z",
                     *           "created_at": "2026-01-02T03:04:05.000Z",
                     *           "last_used_at": "2026-01-02T03:04:05.000Z",
                     *           "rate_limit": 1,
                     *           "most_queued": 1,
                     *           "most_running": 1,
                     *           "most_bytes": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    KeysController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "editing room",
                 *       "scopes": [
                 *         "submit",
                 *         "read"
                 *       ],
                 *       "most_queued": 1000
                 *     }
                 */
                "application/json": components["schemas"]["NewKeyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f9a1c2b",
                     *       "name": "first",
                     *       "scopes": [
                     *         "submit"
                     *       ],
                     *       "sees_all": true,
                     *       "expires_at": "2026-01-02T03:04:05.000Z",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "last_used_at": "2026-01-02T03:04:05.000Z",
                     *       "rate_limit": 1,
                     *       "most_queued": 1,
                     *       "most_running": 1,
                     *       "most_bytes": 1,
                     *       "text": "text",
                     *       "callback_secret": "callback secret"
                     *     }
                     */
                    "application/json": components["schemas"]["NewKeyReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    KeysController_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f9a1c2b",
                     *       "keys_left": 1
                     *     }
                     */
                    "application/json": components["schemas"]["KeyRevoked"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    KeysController_limit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "most_bytes": 50000000000
                 *     }
                 */
                "application/json": components["schemas"]["KeyLimitsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f9a1c2b",
                     *       "name": "first",
                     *       "scopes": [
                     *         "submit"
                     *       ],
                     *       "sees_all": true,
                     *       "expires_at": "2026-01-02T03:04:05.000Z",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "last_used_at": "2026-01-02T03:04:05.000Z",
                     *       "rate_limit": 1,
                     *       "most_queued": 1,
                     *       "most_running": 1,
                     *       "most_bytes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["KeyReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FilesController_list: {
        parameters: {
            query?: {
                /** @description how the paths begin, e.g. /share/uploads/ */
                prefix?: string;
                /** @description files per page */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "files": [
                     *         {
                     *           "path": "/share/uploads/0190a5b2-7c1e-7f00-8a3b-5d2c9e4f1a6b/film.mp4",
                     *           "size": 1048576,
                     *           "modified_at": "2026-01-02T03:04:05.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": "next cursor"
                     *     }
                     */
                    "application/json": components["schemas"]["FilePageReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FilesController_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "path": "/share/uploads/0190…/film.mp4",
                     *       "size": 1048576,
                     *       "content_type": "video/mp4",
                     *       "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                     *     }
                     */
                    "application/json": components["schemas"]["UploadReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FilesController_download: {
        parameters: {
            query?: {
                /** @description of a link that needs no key */
                pass?: string;
            };
            header?: {
                /** @description one part of the file, e.g. bytes=0-1023 */
                Range?: string;
            };
            path: {
                /** @description with or without /share/ before it, e.g. share/uploads/… */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description one part of the file */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description the client has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the range is outside the file */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FilesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description with or without /share/ before it, e.g. share/uploads/… */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it is not there any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it belongs to a task */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ResumableController_begin: {
        parameters: {
            query?: never;
            header: {
                /** @description `filename` and its base64 */
                "Upload-Metadata"?: string;
                /** @description bytes of the whole file */
                "Upload-Length": number;
                "Tus-Resumable": "1.0.0";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description begun */
            201: {
                headers: {
                    /** @description where its pieces go */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ResumableController_remove: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": "1.0.0";
            };
            path: {
                /** @description the end of `Location` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description its bytes are gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ResumableController_look: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": "1.0.0";
            };
            path: {
                /** @description the end of `Location` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description how far it is */
            200: {
                headers: {
                    /** @description bytes that have arrived */
                    "Upload-Offset"?: string;
                    /** @description once the file is whole: what a task is given as its input */
                    "switchyard-path"?: string;
                    /** @description bytes of the file */
                    "Upload-Length"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ResumableController_write: {
        parameters: {
            query?: never;
            header: {
                /** @description as HEAD tells it */
                "Upload-Offset": number;
                "Tus-Resumable": "1.0.0";
            };
            path: {
                /** @description the end of `Location` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description written */
            204: {
                headers: {
                    /** @description bytes that have arrived */
                    "Upload-Offset"?: string;
                    /** @description once the file is whole: what a task is given as its input */
                    "switchyard-path"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description another offset is next, or the upload has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    CallbacksController_redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it is due; its `webhook-id` stays the same */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "callback_status": "none"
                     *     }
                     */
                    "application/json": components["schemas"]["RedeliveryReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the task has no callback, or has not ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    CatalogController_catalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "task_name": "ffmpeg.extract_audio",
                     *           "aliases": [
                     *             "aliase"
                     *           ],
                     *           "service": "ffmpeg",
                     *           "description": "description",
                     *           "priority": 1,
                     *           "device": "cpu",
                     *           "needs_gpu": true,
                     *           "timeout": 1,
                     *           "limits": {
                     *             "warning": 1,
                     *             "soft": 1,
                     *             "hard": 1
                     *           },
                     *           "sources": {},
                     *           "input": {},
                     *           "output": {},
                     *           "live_workers": 1,
                     *           "unavailable": "unavailable"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    EventsController_events: {
        parameters: {
            query?: {
                /** @description only events after the one of this number */
                after_seq?: number;
                /** @description most events of a list; a stream ends with its task */
                limit?: number;
            };
            header?: {
                /** @description as `after_seq`, and goes before it */
                "Last-Event-ID"?: number;
            };
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a list, or a stream that ends with the task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "events": [
                     *         {
                     *           "seq": 1,
                     *           "type": "started",
                     *           "timestamp": "2026-01-02T03:04:05.000Z",
                     *           "level": "info",
                     *           "producer": "producer",
                     *           "payload": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EventList"];
                    "text/event-stream": string;
                };
            };
            /** @description no stream: the task has ended and has no more events */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TasksController_list: {
        parameters: {
            query?: {
                /** @description only tasks in this state */
                status?: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "expired";
                /** @description only tasks of this name; an alias means its task */
                task_name?: "ffmpeg.probe" | "ffmpeg.extract_audio" | "ffmpeg.extract_keyframes" | "ffmpeg.crop_subtitle_images" | "ffmpeg.burn_subtitles" | "ffmpeg.mux" | "ffmpeg.split_audio_segments" | "faster_whisper.transcribe_audio" | "whisper.transcribe_audio" | "paddleocr.detect_subtitle_area" | "paddleocr.create_stitched_images" | "paddleocr.perform_ocr" | "paddleocr.postprocess_and_finalize" | "paddleocr.extract_subtitles" | "wservice.generate_subtitle_files" | "wservice.merge_speaker_segments" | "wservice.merge_with_word_timestamps" | "wservice.merge_speaker_based_subtitles" | "wservice.rebuild_subtitle_with_words" | "wservice.segment_subtitles" | "wservice.prepare_tts_segments" | "inpainting.remove_subtitles" | "llm.process_text" | "tts.generate_speech" | "indextts.generate_speech" | "gptsovits_service.generate_speech" | "tts.speak_subtitles" | "tts.list_voices" | "indextts.list_voice_presets" | "pyannote_audio.diarize_speakers" | "pyannote_audio.get_speaker_segments" | "pyannote_audio.validate_diarization" | "inpainting.remove_area" | "llm.chat" | "wservice.translate_subtitles" | "wservice.ai_optimize_text" | "wservice.ai_optimize_subtitles" | "audio_separator.separate_vocals";
                /** @description most tasks of a page */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "task_id": "task-demo-001",
                     *           "task_name": "ffmpeg.extract_audio",
                     *           "requested_as": "requested as",
                     *           "workflow_id": "task-demo-001",
                     *           "owner": "owner",
                     *           "retry_of": "retry of",
                     *           "reused_from": "reused from",
                     *           "status": "queued",
                     *           "priority": 1,
                     *           "progress": 1,
                     *           "attempt": 1,
                     *           "max_attempts": 1,
                     *           "timeout": 1,
                     *           "created_at": "2026-01-02T03:04:05.000Z",
                     *           "expires_at": "2026-01-02T03:04:05.000Z",
                     *           "started_at": "2026-01-02T03:04:05.000Z",
                     *           "completed_at": "2026-01-02T03:04:05.000Z",
                     *           "executed_on": "ffmpeg-7f3a",
                     *           "error": {
                     *             "code": "INPUT_REJECTED",
                     *             "message": "done",
                     *             "retryable": true,
                     *             "details": "details"
                     *           },
                     *           "cancel_requested": true,
                     *           "callback_status": "none",
                     *           "reason": "reason",
                     *           "position": 1,
                     *           "estimated_wait": 1
                     *         }
                     *       ],
                     *       "next_cursor": "next cursor"
                     *     }
                     */
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    SubmissionsController_submit: {
        parameters: {
            query?: {
                /** @description check everything, store nothing, and say what would happen */
                dry_run?: boolean;
            };
            header?: {
                /** @description `wait=30` holds the answer until the task has ended, for at most 60 seconds */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "task_name": "ffmpeg.extract_audio",
                 *       "input_data": {
                 *         "video_path": "/share/videos/input/example.mp4"
                 *       },
                 *       "task_id": "task-demo-001",
                 *       "callback": "http://localhost:5678/webhook/demo-t1"
                 *     }
                 */
                "application/json": components["schemas"]["ffmpeg.probe.submission"] | components["schemas"]["ffmpeg.extract_audio.submission"] | components["schemas"]["ffmpeg.extract_keyframes.submission"] | components["schemas"]["ffmpeg.crop_subtitle_images.submission"] | components["schemas"]["ffmpeg.burn_subtitles.submission"] | components["schemas"]["ffmpeg.mux.submission"] | components["schemas"]["ffmpeg.split_audio_segments.submission"] | components["schemas"]["faster_whisper.transcribe_audio.submission"] | components["schemas"]["paddleocr.detect_subtitle_area.submission"] | components["schemas"]["paddleocr.create_stitched_images.submission"] | components["schemas"]["paddleocr.perform_ocr.submission"] | components["schemas"]["paddleocr.postprocess_and_finalize.submission"] | components["schemas"]["paddleocr.extract_subtitles.submission"] | components["schemas"]["wservice.generate_subtitle_files.submission"] | components["schemas"]["wservice.merge_speaker_segments.submission"] | components["schemas"]["wservice.merge_with_word_timestamps.submission"] | components["schemas"]["wservice.merge_speaker_based_subtitles.submission"] | components["schemas"]["wservice.rebuild_subtitle_with_words.submission"] | components["schemas"]["wservice.segment_subtitles.submission"] | components["schemas"]["wservice.prepare_tts_segments.submission"] | components["schemas"]["inpainting.remove_subtitles.submission"] | components["schemas"]["llm.process_text.submission"] | components["schemas"]["tts.generate_speech.submission"] | components["schemas"]["tts.speak_subtitles.submission"] | components["schemas"]["tts.list_voices.submission"] | components["schemas"]["pyannote_audio.diarize_speakers.submission"] | components["schemas"]["pyannote_audio.get_speaker_segments.submission"] | components["schemas"]["pyannote_audio.validate_diarization.submission"] | components["schemas"]["inpainting.remove_area.submission"] | components["schemas"]["llm.chat.submission"] | components["schemas"]["wservice.translate_subtitles.submission"] | components["schemas"]["wservice.ai_optimize_text.submission"] | components["schemas"]["wservice.ai_optimize_subtitles.submission"] | components["schemas"]["audio_separator.separate_vocals.submission"];
            };
        };
        responses: {
            /** @description this id has this request already, or it ended within the wait; with `dry_run` what would happen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "workflow_id": "task-demo-001",
                     *       "status": "queued",
                     *       "position": 1,
                     *       "estimated_wait": 1,
                     *       "reused_from": "reused from",
                     *       "result": {
                     *         "status": "PENDING",
                     *         "input_params": {},
                     *         "output": {},
                     *         "error": {
                     *           "code": "INPUT_REJECTED",
                     *           "message": "done",
                     *           "retryable": true,
                     *           "details": "details"
                     *         },
                     *         "duration": 1,
                     *         "attempt": 1,
                     *         "started_at": "2026-01-02T03:04:05.000Z",
                     *         "completed_at": "2026-01-02T03:04:05.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SubmissionReply"] | components["schemas"]["DryRunReply"];
                };
            };
            /** @description it is stored, and waits or runs */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "workflow_id": "task-demo-001",
                     *       "status": "queued",
                     *       "position": 1,
                     *       "estimated_wait": 1,
                     *       "reused_from": "reused from",
                     *       "result": {
                     *         "status": "PENDING",
                     *         "input_params": {},
                     *         "output": {},
                     *         "error": {
                     *           "code": "INPUT_REJECTED",
                     *           "message": "done",
                     *           "retryable": true,
                     *           "details": "details"
                     *         },
                     *         "duration": 1,
                     *         "attempt": 1,
                     *         "started_at": "2026-01-02T03:04:05.000Z",
                     *         "completed_at": "2026-01-02T03:04:05.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SubmissionReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description no such task name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description this id has another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    SubmissionsController_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tasks": [
                 *         {
                 *           "task_name": "ffmpeg.extract_audio",
                 *           "input_data": {
                 *             "video_path": "/share/videos/input/example.mp4"
                 *           }
                 *         },
                 *         {
                 *           "task_name": "ffmpeg.extract_audio",
                 *           "input_data": {
                 *             "video_path": "/share/videos/input/example.mp4"
                 *           },
                 *           "priority": 9
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "status": 202,
                     *           "task": {
                     *             "task_id": "task-demo-001",
                     *             "workflow_id": "task-demo-001",
                     *             "status": "queued",
                     *             "position": 1,
                     *             "estimated_wait": 1,
                     *             "reused_from": "reused from",
                     *             "result": {
                     *               "status": "PENDING",
                     *               "input_params": {},
                     *               "output": {},
                     *               "error": {
                     *                 "code": "INPUT_REJECTED",
                     *                 "message": "done",
                     *                 "retryable": true,
                     *                 "details": "details"
                     *               },
                     *               "duration": 1,
                     *               "attempt": 1,
                     *               "started_at": "2026-01-02T03:04:05.000Z",
                     *               "completed_at": "2026-01-02T03:04:05.000Z"
                     *             }
                     *           },
                     *           "error": {}
                     *         }
                     *       ],
                     *       "accepted": 1,
                     *       "refused": 1
                     *     }
                     */
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    SubmissionsController_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "task_id": "task-demo-002"
                 *     }
                 */
                "application/json": components["schemas"]["Retrial"];
            };
        };
        responses: {
            /** @description the new id has this request already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "workflow_id": "task-demo-001",
                     *       "status": "queued",
                     *       "position": 1,
                     *       "estimated_wait": 1,
                     *       "reused_from": "reused from",
                     *       "result": {
                     *         "status": "PENDING",
                     *         "input_params": {},
                     *         "output": {},
                     *         "error": {
                     *           "code": "INPUT_REJECTED",
                     *           "message": "done",
                     *           "retryable": true,
                     *           "details": "details"
                     *         },
                     *         "duration": 1,
                     *         "attempt": 1,
                     *         "started_at": "2026-01-02T03:04:05.000Z",
                     *         "completed_at": "2026-01-02T03:04:05.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SubmissionReply"];
                };
            };
            /** @description the new task is stored, and waits or runs */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "workflow_id": "task-demo-001",
                     *       "status": "queued",
                     *       "position": 1,
                     *       "estimated_wait": 1,
                     *       "reused_from": "reused from",
                     *       "result": {
                     *         "status": "PENDING",
                     *         "input_params": {},
                     *         "output": {},
                     *         "error": {
                     *           "code": "INPUT_REJECTED",
                     *           "message": "done",
                     *           "retryable": true,
                     *           "details": "details"
                     *         },
                     *         "duration": 1,
                     *         "attempt": 1,
                     *         "started_at": "2026-01-02T03:04:05.000Z",
                     *         "completed_at": "2026-01-02T03:04:05.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SubmissionReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it has not ended, or the new id has another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    "TasksController_status[0]": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "task_name": "ffmpeg.extract_audio",
                     *       "requested_as": "requested as",
                     *       "workflow_id": "task-demo-001",
                     *       "owner": "owner",
                     *       "retry_of": "retry of",
                     *       "reused_from": "reused from",
                     *       "status": "queued",
                     *       "priority": 1,
                     *       "progress": 1,
                     *       "attempt": 1,
                     *       "max_attempts": 1,
                     *       "timeout": 1,
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "expires_at": "2026-01-02T03:04:05.000Z",
                     *       "started_at": "2026-01-02T03:04:05.000Z",
                     *       "completed_at": "2026-01-02T03:04:05.000Z",
                     *       "executed_on": "ffmpeg-7f3a",
                     *       "error": {
                     *         "code": "INPUT_REJECTED",
                     *         "message": "done",
                     *         "retryable": true,
                     *         "details": "details"
                     *       },
                     *       "cancel_requested": true,
                     *       "callback_status": "none",
                     *       "reason": "reason",
                     *       "position": 1,
                     *       "estimated_wait": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TasksController_remove: {
        parameters: {
            query?: {
                /** @description cancel a task that has not ended */
                force?: boolean;
            };
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "results": [
                     *         {
                     *           "resource": "record",
                     *           "status": "deleted",
                     *           "message": "done"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RemovalReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it has not ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    "TasksController_status[1]": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "task_name": "ffmpeg.extract_audio",
                     *       "requested_as": "requested as",
                     *       "workflow_id": "task-demo-001",
                     *       "owner": "owner",
                     *       "retry_of": "retry of",
                     *       "reused_from": "reused from",
                     *       "status": "queued",
                     *       "priority": 1,
                     *       "progress": 1,
                     *       "attempt": 1,
                     *       "max_attempts": 1,
                     *       "timeout": 1,
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "expires_at": "2026-01-02T03:04:05.000Z",
                     *       "started_at": "2026-01-02T03:04:05.000Z",
                     *       "completed_at": "2026-01-02T03:04:05.000Z",
                     *       "executed_on": "ffmpeg-7f3a",
                     *       "error": {
                     *         "code": "INPUT_REJECTED",
                     *         "message": "done",
                     *         "retryable": true,
                     *         "details": "details"
                     *       },
                     *       "cancel_requested": true,
                     *       "callback_status": "none",
                     *       "reason": "reason",
                     *       "position": 1,
                     *       "estimated_wait": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TasksController_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "status": "queued",
                     *       "result": {
                     *         "status": "PENDING",
                     *         "input_params": {},
                     *         "output": {},
                     *         "error": {
                     *           "code": "INPUT_REJECTED",
                     *           "message": "done",
                     *           "retryable": true,
                     *           "details": "details"
                     *         },
                     *         "duration": 1,
                     *         "attempt": 1,
                     *         "started_at": "2026-01-02T03:04:05.000Z",
                     *         "completed_at": "2026-01-02T03:04:05.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TaskResult"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it has not ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TasksController_links: {
        parameters: {
            query?: {
                /** @description how long the links hold (seconds) */
                expires_in?: number;
            };
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "files": [
                     *         {
                     *           "path": "/share/workflows/film/ffmpeg.extract_audio/film-1764300000000/audio.wav",
                     *           "size": 1048576,
                     *           "url": "url"
                     *         }
                     *       ],
                     *       "expires_at": "2026-01-02T03:04:05.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DownloadsReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TasksController_context: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "workflow_id": "task-demo-001",
                     *       "input_params": {
                     *         "task_name": "ffmpeg.extract_audio",
                     *         "input_data": {},
                     *         "callback": "callback"
                     *       },
                     *       "shared_storage_path": "/share/workflows/task-demo-001",
                     *       "stages": {
                     *         "first": {
                     *           "status": "PENDING",
                     *           "input_params": {},
                     *           "output": {},
                     *           "error": {
                     *             "code": "INPUT_REJECTED",
                     *             "message": "done",
                     *             "retryable": true,
                     *             "details": "details"
                     *           },
                     *           "duration": 1,
                     *           "attempt": 1,
                     *           "started_at": "2026-01-02T03:04:05.000Z",
                     *           "completed_at": "2026-01-02T03:04:05.000Z"
                     *         }
                     *       },
                     *       "error": {
                     *         "code": "INPUT_REJECTED",
                     *         "message": "done",
                     *         "retryable": true,
                     *         "details": "details"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ContextReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TasksController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it has ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "task_name": "ffmpeg.extract_audio",
                     *       "requested_as": "requested as",
                     *       "workflow_id": "task-demo-001",
                     *       "owner": "owner",
                     *       "retry_of": "retry of",
                     *       "reused_from": "reused from",
                     *       "status": "queued",
                     *       "priority": 1,
                     *       "progress": 1,
                     *       "attempt": 1,
                     *       "max_attempts": 1,
                     *       "timeout": 1,
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "expires_at": "2026-01-02T03:04:05.000Z",
                     *       "started_at": "2026-01-02T03:04:05.000Z",
                     *       "completed_at": "2026-01-02T03:04:05.000Z",
                     *       "executed_on": "ffmpeg-7f3a",
                     *       "error": {
                     *         "code": "INPUT_REJECTED",
                     *         "message": "done",
                     *         "retryable": true,
                     *         "details": "details"
                     *       },
                     *       "cancel_requested": true,
                     *       "callback_status": "none",
                     *       "reason": "reason",
                     *       "position": 1,
                     *       "estimated_wait": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description its worker has not confirmed its end yet */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "task_name": "ffmpeg.extract_audio",
                     *       "requested_as": "requested as",
                     *       "workflow_id": "task-demo-001",
                     *       "owner": "owner",
                     *       "retry_of": "retry of",
                     *       "reused_from": "reused from",
                     *       "status": "queued",
                     *       "priority": 1,
                     *       "progress": 1,
                     *       "attempt": 1,
                     *       "max_attempts": 1,
                     *       "timeout": 1,
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "expires_at": "2026-01-02T03:04:05.000Z",
                     *       "started_at": "2026-01-02T03:04:05.000Z",
                     *       "completed_at": "2026-01-02T03:04:05.000Z",
                     *       "executed_on": "ffmpeg-7f3a",
                     *       "error": {
                     *         "code": "INPUT_REJECTED",
                     *         "message": "done",
                     *         "retryable": true,
                     *         "details": "details"
                     *       },
                     *       "cancel_requested": true,
                     *       "callback_status": "none",
                     *       "reason": "reason",
                     *       "position": 1,
                     *       "estimated_wait": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it had ended already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_list: {
        parameters: {
            query?: {
                /** @description most flows of a page */
                limit?: number;
                /** @description how many of the newest are left out */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flows": [
                     *         {
                     *           "flow_id": "subtitles",
                     *           "name": "first",
                     *           "description": "description",
                     *           "version": 1,
                     *           "priority": 1,
                     *           "routine_count": 1,
                     *           "owner": "owner",
                     *           "created_at": "2026-01-02T03:04:05.000Z",
                     *           "updated_at": "2026-01-02T03:04:05.000Z"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["FlowPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "flow": {
                 *         "flow_id": "sound",
                 *         "routines": {
                 *           "audio": {
                 *             "task": "ffmpeg.extract_audio",
                 *             "inputs": {
                 *               "video_path": "${{ path }}"
                 *             }
                 *           }
                 *         },
                 *         "connections": []
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["FlowBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow_id": "subtitles",
                     *       "name": "first",
                     *       "description": "description",
                     *       "version": 1,
                     *       "priority": 1,
                     *       "routine_count": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "updated_at": "2026-01-02T03:04:05.000Z",
                     *       "routines": [
                     *         {
                     *           "routine_id": "routine id",
                     *           "routine_type": "routine type",
                     *           "description": "description",
                     *           "task": "task",
                     *           "config": {},
                     *           "activation_policy": {
                     *             "type": "immediate",
                     *             "config": {},
                     *             "description": "description"
                     *           },
                     *           "error": {
                     *             "strategy": "stop",
                     *             "max_retries": 1,
                     *             "retry_delay_seconds": 1,
                     *             "then": "stop"
                     *           },
                     *           "max_active": 1,
                     *           "slots": [
                     *             {
                     *               "slot_name": "slot name",
                     *               "max_queue_length": 1,
                     *               "watermark": 1
                     *             }
                     *           ],
                     *           "events": [
                     *             {
                     *               "event_name": "event name",
                     *               "connections": [
                     *                 {
                     *                   "routine_id": "routine id",
                     *                   "slot_name": "slot name"
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "entries": [
                     *         {
                     *           "routine_id": "routine id",
                     *           "slot_name": "slot name"
                     *         }
                     *       ],
                     *       "source": "source"
                     *     }
                     */
                    "application/json": components["schemas"]["FlowReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the id belongs to another API key */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "flow": {
                 *         "flow_id": "sound",
                 *         "routines": {
                 *           "audio": {
                 *             "task": "ffmpeg.extract_audio",
                 *             "inputs": {
                 *               "video_path": "${{ path }}"
                 *             }
                 *           }
                 *         },
                 *         "connections": []
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["FlowBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "valid": true,
                     *       "problems": {
                     *         "first": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the flow */
                flow_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow_id": "subtitles",
                     *       "name": "first",
                     *       "description": "description",
                     *       "version": 1,
                     *       "priority": 1,
                     *       "routine_count": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "updated_at": "2026-01-02T03:04:05.000Z",
                     *       "routines": [
                     *         {
                     *           "routine_id": "routine id",
                     *           "routine_type": "routine type",
                     *           "description": "description",
                     *           "task": "task",
                     *           "config": {},
                     *           "activation_policy": {
                     *             "type": "immediate",
                     *             "config": {},
                     *             "description": "description"
                     *           },
                     *           "error": {
                     *             "strategy": "stop",
                     *             "max_retries": 1,
                     *             "retry_delay_seconds": 1,
                     *             "then": "stop"
                     *           },
                     *           "max_active": 1,
                     *           "slots": [
                     *             {
                     *               "slot_name": "slot name",
                     *               "max_queue_length": 1,
                     *               "watermark": 1
                     *             }
                     *           ],
                     *           "events": [
                     *             {
                     *               "event_name": "event name",
                     *               "connections": [
                     *                 {
                     *                   "routine_id": "routine id",
                     *                   "slot_name": "slot name"
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "entries": [
                     *         {
                     *           "routine_id": "routine id",
                     *           "slot_name": "slot name"
                     *         }
                     *       ],
                     *       "source": "source"
                     *     }
                     */
                    "application/json": components["schemas"]["FlowReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the flow */
                flow_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow_id": "subtitles"
                     *     }
                     */
                    "application/json": components["schemas"]["FlowRemoved"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_info: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the flow */
                flow_id: string;
                /** @description id of the routine */
                routine_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "routine_id": "routine id",
                     *       "routine_type": "routine type",
                     *       "activation_policy": {
                     *         "type": "immediate",
                     *         "config": {},
                     *         "description": "description"
                     *       },
                     *       "config": {},
                     *       "slots": [
                     *         "slot"
                     *       ],
                     *       "events": [
                     *         "event"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RoutineInfoReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    FlowsController_metrics: {
        parameters: {
            query?: {
                /** @description how many of the last minutes */
                minutes?: number;
            };
            header?: never;
            path: {
                /** @description id of the flow */
                flow_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow_id": "subtitles",
                     *       "minutes": [
                     *         {
                     *           "start_time": "2026-01-02T03:04:05.000Z",
                     *           "activations": 1,
                     *           "errors": 1,
                     *           "jobs_completed": 1,
                     *           "jobs_failed": 1,
                     *           "worked_ms": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FlowMetricsReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobsController_list: {
        parameters: {
            query?: {
                /** @description only jobs in this state */
                status?: "running" | "paused" | "completed" | "failed" | "cancelled";
                /** @description only jobs of this flow */
                flow_id?: string;
                /** @description most jobs of the answer */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": [
                     *         {
                     *           "job_id": "job-001",
                     *           "flow_id": "subtitles",
                     *           "version": 1,
                     *           "status": "running",
                     *           "priority": 1,
                     *           "owner": "owner",
                     *           "created_at": "2026-01-02T03:04:05.000Z",
                     *           "ended_at": "2026-01-02T03:04:05.000Z",
                     *           "deadline": "2026-01-02T03:04:05.000Z",
                     *           "error": {
                     *             "code": "code",
                     *             "message": "done",
                     *             "routine_id": "routine id",
                     *             "task_id": "task-demo-001"
                     *           },
                     *           "queued": 1,
                     *           "open": 1,
                     *           "seq": 1,
                     *           "items": {
                     *             "entered": 1,
                     *             "emitted": 1,
                     *             "collected": 1,
                     *             "filtered": 1,
                     *             "skipped": 1,
                     *             "failed": 1,
                     *             "left": 1,
                     *             "cancelled": 1
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobsController_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "flow_id": "sound",
                 *       "data": {
                 *         "path": "/share/videos/input/example.mp4"
                 *       },
                 *       "wait": true
                 *     }
                 */
                "application/json": components["schemas"]["JobRequest"];
            };
        };
        responses: {
            /** @description it has this request already, or it ended within the wait */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       },
                     *       "results": [
                     *         {}
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobReply"];
                };
            };
            /** @description it runs */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       },
                     *       "results": [
                     *         {}
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description no such flow */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description this idempotency key has another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       },
                     *       "results": [
                     *         {}
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobsController_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it does not run */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobsController_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it is not paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobsController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_many: {
        parameters: {
            query: {
                /** @description ids of jobs, e.g. `a,b` */
                ids: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": {
                     *         "first": {
                     *           "job_id": "job-001",
                     *           "flow_id": "subtitles",
                     *           "job_status": "running",
                     *           "routines": {
                     *             "first": {
                     *               "routine_id": "routine id",
                     *               "execution_status": {
                     *                 "routine_id": "routine id",
                     *                 "is_active": true,
                     *                 "status": "pending",
                     *                 "active_count": 1,
                     *                 "last_execution_time": "2026-01-02T03:04:05.000Z",
                     *                 "execution_count": 1,
                     *                 "error_count": 1
                     *               },
                     *               "queue_status": [
                     *                 {
                     *                   "slot_name": "slot name",
                     *                   "routine_id": "routine id",
                     *                   "unconsumed_count": 1,
                     *                   "total_count": 1,
                     *                   "max_length": 1,
                     *                   "watermark_threshold": 1,
                     *                   "usage_percentage": 1,
                     *                   "pressure_level": "low",
                     *                   "is_full": true,
                     *                   "is_near_full": true
                     *                 }
                     *               ],
                     *               "info": {
                     *                 "routine_id": "routine id",
                     *                 "routine_type": "routine type",
                     *                 "activation_policy": {
                     *                   "type": "immediate",
                     *                   "config": {},
                     *                   "description": "description"
                     *                 },
                     *                 "config": {},
                     *                 "slots": [
                     *                   "slot"
                     *                 ],
                     *                 "events": [
                     *                   "event"
                     *                 ]
                     *               }
                     *             }
                     *           },
                     *           "updated_at": "2026-01-02T03:04:05.000Z"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ManyMonitoringReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_monitoring: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "job_status": "running",
                     *       "routines": {
                     *         "first": {
                     *           "routine_id": "routine id",
                     *           "execution_status": {
                     *             "routine_id": "routine id",
                     *             "is_active": true,
                     *             "status": "pending",
                     *             "active_count": 1,
                     *             "last_execution_time": "2026-01-02T03:04:05.000Z",
                     *             "execution_count": 1,
                     *             "error_count": 1
                     *           },
                     *           "queue_status": [
                     *             {
                     *               "slot_name": "slot name",
                     *               "routine_id": "routine id",
                     *               "unconsumed_count": 1,
                     *               "total_count": 1,
                     *               "max_length": 1,
                     *               "watermark_threshold": 1,
                     *               "usage_percentage": 1,
                     *               "pressure_level": "low",
                     *               "is_full": true,
                     *               "is_near_full": true
                     *             }
                     *           ],
                     *           "info": {
                     *             "routine_id": "routine id",
                     *             "routine_type": "routine type",
                     *             "activation_policy": {
                     *               "type": "immediate",
                     *               "config": {},
                     *               "description": "description"
                     *             },
                     *             "config": {},
                     *             "slots": [
                     *               "slot"
                     *             ],
                     *             "events": [
                     *               "event"
                     *             ]
                     *           }
                     *         }
                     *       },
                     *       "updated_at": "2026-01-02T03:04:05.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["JobMonitoringReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       },
                     *       "session": {
                     *         "breakpoint_id": "breakpoint id",
                     *         "activation": 1,
                     *         "routine_id": "routine id",
                     *         "items": [
                     *           {
                     *             "slot": "slot",
                     *             "id": "3f9a1c2b",
                     *             "data": {}
                     *           }
                     *         ],
                     *         "paused_at": "2026-01-02T03:04:05.000Z"
                     *       },
                     *       "routines": [
                     *         {
                     *           "routine_id": "routine id",
                     *           "routine_type": "routine type",
                     *           "description": "description",
                     *           "task": "task",
                     *           "config": {},
                     *           "activation_policy": {
                     *             "type": "immediate",
                     *             "config": {},
                     *             "description": "description"
                     *           },
                     *           "error": {
                     *             "strategy": "stop",
                     *             "max_retries": 1,
                     *             "retry_delay_seconds": 1,
                     *             "then": "stop"
                     *           },
                     *           "max_active": 1,
                     *           "slots": [
                     *             {
                     *               "slot_name": "slot name",
                     *               "max_queue_length": 1,
                     *               "watermark": 1
                     *             }
                     *           ],
                     *           "events": [
                     *             {
                     *               "event_name": "event name",
                     *               "connections": [
                     *                 {
                     *                   "routine_id": "routine id",
                     *                   "slot_name": "slot name"
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "waiting": [
                     *         {
                     *           "routine_id": "routine id",
                     *           "task_id": "task-demo-001",
                     *           "reason": "reason"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobStateReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "status": "running",
                     *       "duration_ms": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       },
                     *       "routines": [
                     *         {
                     *           "routine_id": "routine id",
                     *           "executions": 1,
                     *           "errors": 1,
                     *           "error_rate": 1,
                     *           "worked_ms": 1,
                     *           "average_ms": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobMetricsReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_trace: {
        parameters: {
            query?: {
                /** @description only what became of this item and of what was made of it */
                item?: string;
                /** @description most entries, the newest */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "entries": [
                     *         {
                     *           "activation": 1,
                     *           "routine_id": "routine id",
                     *           "outcome": "emitted",
                     *           "in": [
                     *             {
                     *               "slot": "slot",
                     *               "id": "3f9a1c2b"
                     *             }
                     *           ],
                     *           "out": [
                     *             {
                     *               "slot": "slot",
                     *               "id": "3f9a1c2b"
                     *             }
                     *           ],
                     *           "results": [
                     *             "result"
                     *           ],
                     *           "task_id": "task-demo-001",
                     *           "error": {
                     *             "code": "code",
                     *             "message": "done",
                     *             "routine_id": "routine id",
                     *             "task_id": "task-demo-001"
                     *           },
                     *           "engine": "engine",
                     *           "finished_at": "2026-01-02T03:04:05.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TraceReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_queueStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
                /** @description id of the routine */
                routine_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "slot_name": "slot name",
                     *         "routine_id": "routine id",
                     *         "unconsumed_count": 1,
                     *         "total_count": 1,
                     *         "max_length": 1,
                     *         "watermark_threshold": 1,
                     *         "usage_percentage": 1,
                     *         "pressure_level": "low",
                     *         "is_full": true,
                     *         "is_near_full": true
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["SlotQueueStatusReply"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_queues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "first": [
                     *         {
                     *           "slot_name": "slot name",
                     *           "routine_id": "routine id",
                     *           "unconsumed_count": 1,
                     *           "total_count": 1,
                     *           "max_length": 1,
                     *           "watermark_threshold": 1,
                     *           "usage_percentage": 1,
                     *           "pressure_level": "low",
                     *           "is_full": true,
                     *           "is_near_full": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        [key: string]: components["schemas"]["SlotQueueStatusReply"][];
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobWatchController_statuses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "first": {
                     *         "routine_id": "routine id",
                     *         "is_active": true,
                     *         "status": "pending",
                     *         "active_count": 1,
                     *         "last_execution_time": "2026-01-02T03:04:05.000Z",
                     *         "execution_count": 1,
                     *         "error_count": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: components["schemas"]["RoutineExecutionStatusReply"];
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobDebugController_breakpoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "breakpoints": [
                     *         {
                     *           "breakpoint_id": "breakpoint id",
                     *           "routine_id": "routine id",
                     *           "slot_name": "slot name",
                     *           "condition": "condition"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BreakpointsReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobDebugController_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "routine_id": "audio"
                 *     }
                 */
                "application/json": components["schemas"]["BreakpointRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "breakpoint_id": "breakpoint id",
                     *       "routine_id": "routine id",
                     *       "slot_name": "slot name",
                     *       "condition": "condition"
                     *     }
                     */
                    "application/json": components["schemas"]["BreakpointReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the job has ended, or has too many */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobDebugController_remove: {
        parameters: {
            query?: {
                /** @description only this breakpoint */
                breakpoint_id?: string;
            };
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "removed": 1
                     *     }
                     */
                    "application/json": components["schemas"]["BreakpointsRemoved"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobDebugController_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "status": "running",
                     *       "session": {
                     *         "breakpoint_id": "breakpoint id",
                     *         "activation": 1,
                     *         "routine_id": "routine id",
                     *         "items": [
                     *           {
                     *             "slot": "slot",
                     *             "id": "3f9a1c2b",
                     *             "data": {}
                     *           }
                     *         ],
                     *         "paused_at": "2026-01-02T03:04:05.000Z"
                     *       },
                     *       "slots": [
                     *         {
                     *           "slot": "slot",
                     *           "length": 1,
                     *           "items": [
                     *             {
                     *               "slot": "slot",
                     *               "id": "3f9a1c2b",
                     *               "data": {}
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DebugReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobDebugController_step: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it is not paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    JobDebugController_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "job-001",
                     *       "flow_id": "subtitles",
                     *       "version": 1,
                     *       "status": "running",
                     *       "priority": 1,
                     *       "owner": "owner",
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "ended_at": "2026-01-02T03:04:05.000Z",
                     *       "deadline": "2026-01-02T03:04:05.000Z",
                     *       "error": {
                     *         "code": "code",
                     *         "message": "done",
                     *         "routine_id": "routine id",
                     *         "task_id": "task-demo-001"
                     *       },
                     *       "queued": 1,
                     *       "open": 1,
                     *       "seq": 1,
                     *       "items": {
                     *         "entered": 1,
                     *         "emitted": 1,
                     *         "collected": 1,
                     *         "filtered": 1,
                     *         "skipped": 1,
                     *         "failed": 1,
                     *         "left": 1,
                     *         "cancelled": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it is not paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    AudioController_transcribe: {
        parameters: {
            query?: never;
            header?: {
                /** @description the task goes on when the client goes away or the wait is too long; by default it is cancelled */
                "x-switchyard-detach"?: boolean;
                /** @description `any` takes the result of a task that computes the same */
                "x-switchyard-reuse"?: "never" | "any";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /** @description name of a Whisper model, see GET /v1/models; whisper-1 is the standard one */
                    model: string;
                    /** @description names, terms and style the speech may have */
                    prompt?: string;
                    /**
                     * @description 0: the likeliest text, at higher temperatures where that fails
                     * @default 0
                     */
                    temperature?: number;
                    /**
                     * @description times in verbose_json
                     * @default [
                     *       "segment"
                     *     ]
                     */
                    timestamp_granularities?: ("segment" | "word")[];
                    /**
                     * @description server-sent events: each piece of text as soon as it is heard; with json, text, diarized_json
                     * @default false
                     */
                    stream?: boolean;
                    /** @description of no effect: long audio is always cut where people pause */
                    chunking_strategy?: string;
                    /** @description of no effect */
                    user?: string;
                    /**
                     * @description form of the answer; diarized_json: who says what, which needs a worker for speakers, too
                     * @default json
                     * @enum {string}
                     */
                    response_format?: "json" | "text" | "srt" | "vtt" | "verbose_json" | "diarized_json";
                    /** @description language of the speech, such as en; found out when missing */
                    language?: string;
                } | {
                    /** @enum {unknown} */
                    stream?: false;
                } | {
                    /** @enum {unknown} */
                    response_format?: "json" | "text" | "diarized_json";
                };
            };
        };
        responses: {
            /** @description in the form of `response_format`; with `stream` the events `transcript.text.delta` and `transcript.text.done` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "text": "text",
                     *       "usage": {
                     *         "type": "duration",
                     *         "seconds": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TranscriptionReply"] | components["schemas"]["VerboseReply"] | components["schemas"]["DiarizedReply"];
                    "text/plain": string;
                    "application/x-subrip": string;
                    "text/vtt": string;
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
        };
    };
    AudioController_translate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the task goes on when the client goes away or the wait is too long; by default it is cancelled */
                "x-switchyard-detach"?: boolean;
                /** @description `any` takes the result of a task that computes the same */
                "x-switchyard-reuse"?: "never" | "any";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /** @description name of a Whisper model, see GET /v1/models; whisper-1 is the standard one */
                    model: string;
                    /** @description names, terms and style the speech may have */
                    prompt?: string;
                    /**
                     * @description 0: the likeliest text, at higher temperatures where that fails
                     * @default 0
                     */
                    temperature?: number;
                    /**
                     * @description times in verbose_json
                     * @default [
                     *       "segment"
                     *     ]
                     */
                    timestamp_granularities?: ("segment" | "word")[];
                    /**
                     * @description server-sent events: each piece of text as soon as it is heard; with json, text, diarized_json
                     * @default false
                     */
                    stream?: boolean;
                    /** @description of no effect: long audio is always cut where people pause */
                    chunking_strategy?: string;
                    /** @description of no effect */
                    user?: string;
                    /**
                     * @description form of the answer
                     * @default json
                     * @enum {string}
                     */
                    response_format?: "json" | "text" | "srt" | "vtt" | "verbose_json";
                } | {
                    /** @enum {unknown} */
                    stream?: false;
                } | {
                    /** @enum {unknown} */
                    response_format?: "json" | "text" | "diarized_json";
                };
            };
        };
        responses: {
            /** @description in the form of `response_format`; with `stream` the events `transcript.text.delta` and `transcript.text.done` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "text": "text",
                     *       "usage": {
                     *         "type": "duration",
                     *         "seconds": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TranscriptionReply"] | components["schemas"]["VerboseReply"] | components["schemas"]["DiarizedReply"];
                    "text/plain": string;
                    "application/x-subrip": string;
                    "text/vtt": string;
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
        };
    };
    ChatController_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description the task goes on when the client goes away or the wait is too long; by default it is cancelled */
                "x-switchyard-detach"?: boolean;
                /** @description `any` takes the result of a task that computes the same */
                "x-switchyard-reuse"?: "never" | "any";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "gpt-4o-mini",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "Good morning!"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChatRequest"];
            };
        };
        responses: {
            /** @description the reply; with `stream` the events `chat.completion.chunk`, and `[DONE]` at the end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "chatcmpl-01a204e5-2589-708c-9107-558c46d46066",
                     *       "object": "chat.completion",
                     *       "created": 1,
                     *       "model": "whisper-base",
                     *       "choices": [
                     *         {
                     *           "index": 1,
                     *           "message": {
                     *             "role": "assistant",
                     *             "content": "content",
                     *             "refusal": "refusal"
                     *           },
                     *           "logprobs": {},
                     *           "finish_reason": "stop"
                     *         }
                     *       ],
                     *       "usage": {
                     *         "prompt_tokens": 1,
                     *         "completion_tokens": 1,
                     *         "total_tokens": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ChatCompletion"];
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
        };
    };
    ModelsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "3f9a1c2b",
                     *           "object": "model",
                     *           "created": 1,
                     *           "owned_by": "switchyard"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
        };
    };
    ModelsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a model; names with a slash are written with %2F */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f9a1c2b",
                     *       "object": "model",
                     *       "created": 1,
                     *       "owned_by": "switchyard"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
        };
    };
    SpeechController_speak: {
        parameters: {
            query?: never;
            header?: {
                /** @description the task goes on when the client goes away or the wait is too long; by default it is cancelled */
                "x-switchyard-detach"?: boolean;
                /** @description `any` takes the result of a task that computes the same */
                "x-switchyard-reuse"?: "never" | "any";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "tts-1",
                 *       "input": "Good morning!",
                 *       "voice": "alloy"
                 *     }
                 */
                "application/json": components["schemas"]["SpeechRequest"];
            };
        };
        responses: {
            /** @description the speech as it is made; with `stream_format: sse` the events `speech.audio.delta` and `speech.audio.done` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": string;
                    "audio/ogg": string;
                    "audio/aac": string;
                    "audio/flac": string;
                    "audio/wav": string;
                    "audio/pcm": string;
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"];
                };
            };
        };
    };
    AsrController_transcribe: {
        parameters: {
            query?: {
                /** @description false: the file is bare samples, 16 kHz, 16 bits, mono */
                encode?: boolean;
                /** @description of no effect: the name of the video */
                video_file?: string;
                /** @description write what is said, or its translation into English */
                task?: "transcribe" | "translate";
                /** @description language of the speech, such as en; found out when missing */
                language?: string;
                /** @description names, terms and style the speech may have */
                initial_prompt?: string;
                /** @description leave out what is not speech */
                vad_filter?: boolean;
                /** @description times of every word, in json */
                word_timestamps?: boolean;
                /** @description form of the answer */
                output?: "txt" | "vtt" | "srt" | "tsv" | "json";
            };
            header?: {
                /** @description the task goes on when the client goes away or the wait is too long; by default it is cancelled */
                "x-switchyard-detach"?: boolean;
                /** @description `any` takes the result of a task that computes the same */
                "x-switchyard-reuse"?: "never" | "any";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    audio_file: string;
                };
            };
        };
        responses: {
            /** @description in the form of `output` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    AsrController_detect: {
        parameters: {
            query?: {
                /** @description false: the file is bare samples, 16 kHz, 16 bits, mono */
                encode?: boolean;
                /** @description of no effect: the name of the video */
                video_file?: string;
            };
            header?: {
                /** @description the task goes on when the client goes away or the wait is too long; by default it is cancelled */
                "x-switchyard-detach"?: boolean;
                /** @description `any` takes the result of a task that computes the same */
                "x-switchyard-reuse"?: "never" | "any";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    audio_file: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detected_language": "english",
                     *       "language_code": "en",
                     *       "confidence": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DetectReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    GpuController_status: {
        parameters: {
            query?: {
                /** @description key of a GPU: gpu_lock:ID or gpu_lock:HOST:ID */
                lock_key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lock_key": "gpu_lock:0",
                     *       "is_locked": true,
                     *       "lock_holder": "lock holder",
                     *       "ttl_seconds": 1,
                     *       "timestamp": 1,
                     *       "health": {
                     *         "status": "healthy",
                     *         "last_check": 1,
                     *         "issues": [
                     *           "issue"
                     *         ]
                     *       },
                     *       "statistics": {
                     *         "total_attempts": 1,
                     *         "success_count": 1,
                     *         "timeout_count": 1,
                     *         "failure_count": 1,
                     *         "average_execution_time": 1
                     *       },
                     *       "recent_history": [
                     *         {
                     *           "action": "action",
                     *           "task_name": "ffmpeg.extract_audio",
                     *           "timestamp": 1,
                     *           "success": true
                     *         }
                     *       ],
                     *       "lock_type": "GPU_LOCK",
                     *       "lock_age": 1,
                     *       "task_id": "task-demo-001",
                     *       "fence": 1,
                     *       "worker": "ffmpeg-7f3a",
                     *       "waiters": [
                     *         {
                     *           "task_id": "task-demo-001",
                     *           "task_name": "ffmpeg.extract_audio",
                     *           "waiting_seconds": 1,
                     *           "position": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["GpuLockStatusReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    GpuController_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "overall_status": "healthy",
                     *       "issues_count": 1,
                     *       "total_attempts": 1,
                     *       "success_rate": 1,
                     *       "timeout_rate": 1,
                     *       "average_execution_time": 1,
                     *       "recent_success_rate": 1,
                     *       "lock_holder": "lock holder",
                     *       "lock_age": 1,
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["GpuLockHealthReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    GpuController_all: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gpus": [
                     *         {
                     *           "lock_key": "gpu_lock:0",
                     *           "is_locked": true,
                     *           "lock_holder": "lock holder",
                     *           "ttl_seconds": 1,
                     *           "timestamp": 1,
                     *           "health": {
                     *             "status": "healthy",
                     *             "last_check": 1,
                     *             "issues": [
                     *               "issue"
                     *             ]
                     *           },
                     *           "statistics": {
                     *             "total_attempts": 1,
                     *             "success_count": 1,
                     *             "timeout_count": 1,
                     *             "failure_count": 1,
                     *             "average_execution_time": 1
                     *           },
                     *           "recent_history": [
                     *             {
                     *               "action": "action",
                     *               "task_name": "ffmpeg.extract_audio",
                     *               "timestamp": 1,
                     *               "success": true
                     *             }
                     *           ],
                     *           "lock_type": "GPU_LOCK",
                     *           "lock_age": 1,
                     *           "task_id": "task-demo-001",
                     *           "fence": 1,
                     *           "worker": "ffmpeg-7f3a",
                     *           "waiters": [
                     *             {
                     *               "task_id": "task-demo-001",
                     *               "task_name": "ffmpeg.extract_audio",
                     *               "waiting_seconds": 1,
                     *               "position": 1
                     *             }
                     *           ],
                     *           "state": "free"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Gpus"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    GpuController_release: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lock_key": "gpu_lock:0",
                 *       "task_name": "manual"
                 *     }
                 */
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "done",
                     *       "lock_key": "gpu_lock:0",
                     *       "task_name": "ffmpeg.extract_audio"
                     *     }
                     */
                    "application/json": components["schemas"]["ReleaseReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    MonitorController_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "monitor_status": {
                     *         "running": true,
                     *         "start_time": 1,
                     *         "last_check": 1,
                     *         "checks_performed": 1
                     *       },
                     *       "monitor_stats": {
                     *         "gpu_locks_monitored": 1,
                     *         "tasks_monitored": 1,
                     *         "timeouts_detected": 1,
                     *         "tasks_recovered": 1
                     *       },
                     *       "config": {
                     *         "check_interval": 1,
                     *         "gpu_timeout": 1,
                     *         "heartbeat_timeout": 1,
                     *         "enabled": true
                     *       },
                     *       "is_running": true,
                     *       "uptime": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MonitorStatus"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    MonitorController_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "healthy",
                     *       "issues": [
                     *         "issue"
                     *       ],
                     *       "metrics": {
                     *         "check_frequency": "30s",
                     *         "gpu_lock_coverage": "100%",
                     *         "task_monitoring_coverage": "95%",
                     *         "avg_response_time": "45ms"
                     *       },
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MonitorHealth"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    MonitorController_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "done",
                     *       "success": true
                     *     }
                     */
                    "application/json": components["schemas"]["CommandReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    MonitorController_stop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "done",
                     *       "success": true
                     *     }
                     */
                    "application/json": components["schemas"]["CommandReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HeartbeatsController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "heartbeat_exists": true,
                     *       "is_registered": true,
                     *       "status": "queued",
                     *       "heartbeat_data": {
                     *         "task_name": "ffmpeg.extract_audio",
                     *         "start_time": 1,
                     *         "last_update": 1,
                     *         "gpu_lock": "gpu lock",
                     *         "progress": 1
                     *       },
                     *       "last_update": 1,
                     *       "is_running": true
                     *     }
                     */
                    "application/json": components["schemas"]["TaskHeartbeat"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HeartbeatsController_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "done",
                     *       "success": true
                     *     }
                     */
                    "application/json": components["schemas"]["CommandReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HeartbeatsController_all: {
        parameters: {
            query?: {
                /** @description most tasks of a page */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active_tasks": {
                     *         "first": {
                     *           "task_name": "ffmpeg.extract_audio",
                     *           "last_update": 1,
                     *           "status": "queued"
                     *         }
                     *       },
                     *       "dead_tasks": [
                     *         {
                     *           "task_id": "task-demo-001",
                     *           "task_name": "ffmpeg.extract_audio",
                     *           "last_update": 1,
                     *           "died_at": 1,
                     *           "status": "queued"
                     *         }
                     *       ],
                     *       "orphaned_tasks": [
                     *         {
                     *           "task_id": "task-demo-001",
                     *           "last_update": 1,
                     *           "timeout": true
                     *         }
                     *       ],
                     *       "statistics": {
                     *         "total_tasks": 1,
                     *         "active_count": 1,
                     *         "dead_count": 1,
                     *         "orphaned_count": 1,
                     *         "average_heartbeat_interval": 1
                     *       },
                     *       "next_cursor": "next cursor",
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Heartbeats"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HeartbeatsController_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "task_name": "manual",
                 *       "progress": 1
                 *     }
                 */
                "application/json": components["schemas"]["HandStart"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "done",
                     *       "success": true
                     *     }
                     */
                    "application/json": components["schemas"]["CommandReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    HeartbeatsController_cleanup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "done",
                     *       "success": true,
                     *       "cleaned_dead_tasks": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CleanupReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TimeoutsController_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timeout_stats": {
                     *         "total_timeouts_detected": 1,
                     *         "tasks_recovered": 1,
                     *         "resources_released": 1,
                     *         "current_timeouts": 1
                     *       },
                     *       "action_history": [
                     *         {
                     *           "timestamp": 1,
                     *           "action": "action",
                     *           "task_id": "task-demo-001",
                     *           "result": "result"
                     *         }
                     *       ],
                     *       "configured_actions": [
                     *         "configured action"
                     *       ],
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TimeoutStatus"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TimeoutsController_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gpu_lock_timeout": 1,
                     *       "task_heartbeat_timeout": 1,
                     *       "monitor_check_interval": 1,
                     *       "auto_recovery_enabled": true,
                     *       "max_retry_attempts": 1,
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ShownTimeoutConfig"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TimeoutsController_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "task_heartbeat_timeout": 180
                 *     }
                 */
                "application/json": components["schemas"]["TimeoutConfigChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gpu_lock_timeout": 1,
                     *       "task_heartbeat_timeout": 1,
                     *       "monitor_check_interval": 1,
                     *       "auto_recovery_enabled": true,
                     *       "max_retry_attempts": 1,
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ShownTimeoutConfig"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    TimeoutsController_check: {
        parameters: {
            query?: {
                /** @description key of a GPU: gpu_lock:ID or gpu_lock:HOST:ID */
                lock_key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "checked_locks": [
                     *         "checked lock"
                     *       ],
                     *       "timeouts_detected": 1,
                     *       "actions_taken": [
                     *         {
                     *           "timestamp": 1,
                     *           "action": "action",
                     *           "task_id": "task-demo-001",
                     *           "result": "result"
                     *         }
                     *       ],
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CheckReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    MonitoringHealthController_statistics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timestamp": 1,
                     *       "gpu_lock": {
                     *         "overall_status": "healthy",
                     *         "total_attempts": 1,
                     *         "success_rate": 1,
                     *         "timeout_rate": 1
                     *       },
                     *       "monitor": {
                     *         "running": true,
                     *         "uptime": 1,
                     *         "checks_performed": 1,
                     *         "issues_detected": 1
                     *       },
                     *       "heartbeat": {
                     *         "active_tasks": 1,
                     *         "dead_tasks": 1,
                     *         "orphaned_tasks": 1,
                     *         "average_interval": 1
                     *       },
                     *       "timeout": {
                     *         "total_timeouts": 1,
                     *         "tasks_recovered": 1,
                     *         "resources_released": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    MonitoringHealthController_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "healthy",
                     *       "issues": [
                     *         "issue"
                     *       ],
                     *       "components": {
                     *         "monitor": {
                     *           "status": "healthy",
                     *           "issues": [
                     *             "issue"
                     *           ],
                     *           "metrics": {
                     *             "check_frequency": "30s",
                     *             "gpu_lock_coverage": "100%",
                     *             "task_monitoring_coverage": "95%",
                     *             "avg_response_time": "45ms"
                     *           },
                     *           "timestamp": 1
                     *         },
                     *         "heartbeat": {
                     *           "total_tasks": 1,
                     *           "active_count": 1,
                     *           "failure_rate": 1,
                     *           "timestamp": 1
                     *         }
                     *       },
                     *       "timestamp": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SystemHealth"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    AuditController_entries: {
        parameters: {
            query?: {
                /** @description most entries */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "at": "at",
                     *           "actor": "actor",
                     *           "action": "DELETE /v1/keys/:id",
                     *           "target": "target",
                     *           "result": "result"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEntries"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    CodeTasksController_list: {
        parameters: {
            query?: {
                /** @description only these; `pending` is `queued` */
                status?: "queued" | "running" | "completed" | "failed" | "timed_out" | "cancelled" | "pending";
                /** @description most tasks of a page */
                limit?: number;
                /** @description how many of the newest are left out */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "task_id": "task-demo-001",
                     *           "status": "queued",
                     *           "created_at": "2026-01-02T03:04:05.000Z",
                     *           "executed_on": "ffmpeg-7f3a"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CodeTaskPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    CodeTasksController_submit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "print(6 * 7)",
                 *       "timeout": 60
                 *     }
                 */
                "application/json": components["schemas"]["CodeSubmission"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "status": "queued",
                     *       "estimated_wait": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CodeAccepted"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    CodeTasksController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "status": "queued",
                     *       "result": "result",
                     *       "truncated": true,
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "started_at": "2026-01-02T03:04:05.000Z",
                     *       "completed_at": "2026-01-02T03:04:05.000Z",
                     *       "executed_on": "ffmpeg-7f3a",
                     *       "error_message": "error message",
                     *       "execution_time": 1,
                     *       "tries": 1,
                     *       "position": 1,
                     *       "estimated_wait": 1,
                     *       "chosen": {
                     *         "priority": "high",
                     *         "reason": "new_node_priority",
                     *         "score": {
                     *           "wait": 1,
                     *           "contribution": 1,
                     *           "newcomer": 1,
                     *           "total": 1
                     *         }
                     *       },
                     *       "check": {
                     *         "agree": 1,
                     *         "of": 1,
                     *         "results": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CodeTaskReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    CodeTasksController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the task */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no result of it is taken any more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task_id": "task-demo-001",
                     *       "status": "queued",
                     *       "result": "result",
                     *       "truncated": true,
                     *       "created_at": "2026-01-02T03:04:05.000Z",
                     *       "started_at": "2026-01-02T03:04:05.000Z",
                     *       "completed_at": "2026-01-02T03:04:05.000Z",
                     *       "executed_on": "ffmpeg-7f3a",
                     *       "error_message": "error message",
                     *       "execution_time": 1,
                     *       "tries": 1,
                     *       "position": 1,
                     *       "estimated_wait": 1,
                     *       "chosen": {
                     *         "priority": "high",
                     *         "reason": "new_node_priority",
                     *         "score": {
                     *           "wait": 1,
                     *           "contribution": 1,
                     *           "newcomer": 1,
                     *           "total": 1
                     *         }
                     *       },
                     *       "check": {
                     *         "agree": 1,
                     *         "of": 1,
                     *         "results": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CodeTaskReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description it had ended already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    NodesController_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "ffmpeg",
                     *       "status": "running",
                     *       "version": "version",
                     *       "queue_size": 1,
                     *       "idle_nodes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ServiceReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    NodesController_list: {
        parameters: {
            query?: {
                /** @description most nodes */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "nodes": [
                     *         {
                     *           "node_id": "node-1",
                     *           "status": "idle",
                     *           "resources": {
                     *             "cpu_cores": 1,
                     *             "memory_mb": 1
                     *           },
                     *           "last_heartbeat": "last heartbeat",
                     *           "current_load": {
                     *             "cpu_percent": 1,
                     *             "memory_percent": 1
                     *           },
                     *           "completed_tasks": 1,
                     *           "task_id": "task-demo-001"
                     *         }
                     *       ],
                     *       "total_idle": 1,
                     *       "total_nodes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NodePage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    NodesController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the node */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "node_id": "node-1",
                     *       "status": "idle",
                     *       "resources": {
                     *         "cpu_cores": 1,
                     *         "memory_mb": 1
                     *       },
                     *       "last_heartbeat": "last heartbeat",
                     *       "current_load": {
                     *         "cpu_percent": 1,
                     *         "memory_percent": 1
                     *       },
                     *       "completed_tasks": 1,
                     *       "task_id": "task-demo-001",
                     *       "platform": "platform",
                     *       "idle_since": "2026-01-02T03:04:05.000Z",
                     *       "total_compute_time": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NodeReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    NodesController_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "time_period": "last_hour",
                     *       "tasks": {
                     *         "total": 1,
                     *         "completed": 1,
                     *         "failed": 1,
                     *         "avg_time": 1
                     *       },
                     *       "nodes": {
                     *         "total": 1,
                     *         "idle": 1,
                     *         "busy": 1,
                     *         "offline": 1
                     *       },
                     *       "throughput": {
                     *         "tasks_per_hour": 1,
                     *         "compute_hours": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NodeStats"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    NodesController_top: {
        parameters: {
            query?: {
                /** @description most nodes */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "nodes": [
                     *         {
                     *           "node_id": "node-1",
                     *           "status": "idle",
                     *           "completed_tasks": 1,
                     *           "total_compute_time": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TopNodes"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    NodesController_queue: {
        parameters: {
            query?: {
                /** @description most nodes */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "scheduling_policy": "fair_queue_with_priority",
                     *       "total_nodes_in_queue": 1,
                     *       "nodes": [
                     *         {
                     *           "priority": "high",
                     *           "reason": "new_node_priority",
                     *           "score": {
                     *             "wait": 1,
                     *             "contribution": 1,
                     *             "newcomer": 1,
                     *             "total": 1
                     *           },
                     *           "node_id": "node-1",
                     *           "status": "idle",
                     *           "waiting_since": "2026-01-02T03:04:05.000Z",
                     *           "wait_time_seconds": 1,
                     *           "completed_tasks": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NodeQueueReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    AgentsController_heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "node_id": "node-1",
                 *       "status": "idle",
                 *       "resources": {
                 *         "cpu_cores": 8,
                 *         "memory_mb": 16384
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NodeHeartbeat"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "timestamp": "2026-01-02T03:04:05.000Z",
                     *       "task_id": "task-demo-001"
                     *     }
                     */
                    "application/json": components["schemas"]["HeartbeatReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    AgentsController_request: {
        parameters: {
            query: {
                /** @description id of the node */
                node_id: string;
                /** @description how long the answer may wait for a task (seconds) */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "has_task": true,
                     *       "task": {
                     *         "priority": "high",
                     *         "reason": "new_node_priority",
                     *         "score": {
                     *           "wait": 1,
                     *           "contribution": 1,
                     *           "newcomer": 1,
                     *           "total": 1
                     *         },
                     *         "task_id": "task-demo-001",
                     *         "code": "code",
                     *         "timeout": 1,
                     *         "lease": "lease",
                     *         "cpu": 1,
                     *         "memory": 1
                     *       },
                     *       "wait_time": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WorkReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    AgentsController_result: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "task_id": "task-demo-001",
                 *       "lease": "0190a5b2-7c1e-7f00-8a3b-5d2c9e4f1a6b",
                 *       "status": "success",
                 *       "result": "42\n"
                 *     }
                 */
                "application/json": components["schemas"]["NodeResult"];
            };
        };
        responses: {
            /** @description recorded, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["AcknowledgedReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the lease is not, or no longer, the one of the task */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    AgentsController_giveBack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "task_id": "task-demo-001",
                 *       "lease": "0190a5b2-7c1e-7f00-8a3b-5d2c9e4f1a6b",
                 *       "reason": "the machine is in use again"
                 *     }
                 */
                "application/json": components["schemas"]["NodeReturn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["AcknowledgedReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the lease is not, or no longer, the one of the task */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ServicesController_take: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "node_id": "node-1",
                 *       "service": "ffmpeg",
                 *       "instance": "4711-a1b2c3"
                 *     }
                 */
                "application/json": components["schemas"]["ServiceWorker"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "task": {},
                     *       "context": {},
                     *       "files": {
                     *         "first": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TakenReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the service does not go to nodes: NODE_SERVICES */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ServicesController_beat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "node_id": "node-1",
                 *       "service": "ffmpeg",
                 *       "instance": "4711-a1b2c3"
                 *     }
                 */
                "application/json": components["schemas"]["ServiceBeat"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answers": [
                     *         "answer"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BeatReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ServicesController_note: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "node_id": "node-1",
                 *       "service": "ffmpeg",
                 *       "instance": "4711-a1b2c3",
                 *       "task_id": "task-demo-001",
                 *       "lease": "1764300000000",
                 *       "type": "progress",
                 *       "payload": {
                 *         "progress": 0.5
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ServiceNote"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answer": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["WriteReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ServicesController_end: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "node_id": "node-1",
                 *       "service": "ffmpeg",
                 *       "instance": "4711-a1b2c3",
                 *       "task_id": "task-demo-001",
                 *       "lease": "1764300000000",
                 *       "outcome": "succeeded",
                 *       "output": {
                 *         "audio_path": "/share/workflows/film/ffmpeg.extract_audio/film-1/audio.wav"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ServiceEnd"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answer": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["WriteReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ServicesController_output: {
        parameters: {
            query: {
                /** @description id of the node */
                node_id: string;
                /** @description service of the catalogue that it serves */
                service: string;
                /** @description tells the process from others of the node */
                instance: string;
                /** @description id of the task */
                task_id: string;
                /** @description the lease of the attempt */
                lease: string;
            };
            header?: never;
            path: {
                /** @description below the directory of the attempt */
                path: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description stored */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the attempt is not the current one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    ServicesController_input: {
        parameters: {
            query?: {
                /** @description as it stands in the link */
                pass?: string;
            };
            header?: {
                /** @description one part of the file, e.g. bytes=0-1023 */
                Range?: string;
            };
            path: {
                /** @description as it stands in the link */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description one part of the file */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description the node has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description the range is outside the file */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    LiveEventsController_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a list, newest first, or a stream from now on that does not end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": [
                     *         {
                     *           "seq": 1,
                     *           "type": "started",
                     *           "timestamp": "2026-01-02T03:04:05.000Z",
                     *           "level": "info",
                     *           "producer": "producer",
                     *           "payload": {},
                     *           "run_id": "run id",
                     *           "run_type": "task"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecentEvents"];
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    RunsController_list: {
        parameters: {
            query?: {
                /** @description only runs of this type */
                type?: "task" | "code" | "flow";
                /** @description only runs in this state */
                state?: "pending" | "running" | "waiting" | "completed" | "failed" | "cancelled";
                /** @description most runs of a page */
                limit?: number;
                /** @description how many of the newest are left out */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "3f9a1c2b",
                     *           "type": "task",
                     *           "name": "ffmpeg.extract_audio",
                     *           "state": "pending",
                     *           "progress": 1,
                     *           "event_count": 1,
                     *           "start_time": "2026-01-02T03:04:05.000Z",
                     *           "update_time": "2026-01-02T03:04:05.000Z",
                     *           "end_time": "2026-01-02T03:04:05.000Z",
                     *           "duration_ms": 1,
                     *           "node_id": "node-1",
                     *           "error": {
                     *             "code": "INPUT_REJECTED",
                     *             "message": "done",
                     *             "retryable": true,
                     *             "details": "details"
                     *           },
                     *           "owner": "owner",
                     *           "metadata": {}
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowRunPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    RunsController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description type of the run */
                type: "task" | "code" | "flow";
                /** @description id of the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f9a1c2b",
                     *       "type": "task",
                     *       "name": "ffmpeg.extract_audio",
                     *       "state": "pending",
                     *       "progress": 1,
                     *       "event_count": 1,
                     *       "start_time": "2026-01-02T03:04:05.000Z",
                     *       "update_time": "2026-01-02T03:04:05.000Z",
                     *       "end_time": "2026-01-02T03:04:05.000Z",
                     *       "duration_ms": 1,
                     *       "node_id": "node-1",
                     *       "error": {
                     *         "code": "INPUT_REJECTED",
                     *         "message": "done",
                     *         "retryable": true,
                     *         "details": "details"
                     *       },
                     *       "owner": "owner",
                     *       "metadata": {},
                     *       "events": [
                     *         {
                     *           "seq": 1,
                     *           "type": "started",
                     *           "timestamp": "2026-01-02T03:04:05.000Z",
                     *           "level": "info",
                     *           "producer": "producer",
                     *           "payload": {}
                     *         }
                     *       ],
                     *       "related": {
                     *         "workflow_id": "task-demo-001",
                     *         "task_ids": [
                     *           "task-demo-001"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowRunDetail"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    RunsController_events: {
        parameters: {
            query?: {
                /** @description only events after the one of this number */
                after_seq?: number;
                /** @description most events of a list; a stream ends with its task */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description type of the run */
                type: "task" | "code" | "flow";
                /** @description id of the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f9a1c2b",
                     *       "type": "task",
                     *       "events": [
                     *         {
                     *           "seq": 1,
                     *           "type": "started",
                     *           "timestamp": "2026-01-02T03:04:05.000Z",
                     *           "level": "info",
                     *           "producer": "producer",
                     *           "payload": {}
                     *         }
                     *       ],
                     *       "event_count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RunEvents"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    RunsController_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total_workflows": 1,
                     *       "active_workflows": 1,
                     *       "completed_today": 1,
                     *       "failed_today": 1,
                     *       "avg_duration_ms": 1,
                     *       "workflows_by_type": {
                     *         "first": 1
                     *       },
                     *       "workflows_by_state": {
                     *         "pending": 1,
                     *         "running": 1,
                     *         "waiting": 1,
                     *         "completed": 1,
                     *         "failed": 1,
                     *         "cancelled": 1
                     *       },
                     *       "tasks": {
                     *         "pending": 1,
                     *         "running": 1,
                     *         "waiting": 1,
                     *         "completed": 1,
                     *         "failed": 1,
                     *         "cancelled": 1
                     *       },
                     *       "runs": {
                     *         "pending": 1,
                     *         "running": 1,
                     *         "waiting": 1,
                     *         "completed": 1,
                     *         "failed": 1,
                     *         "cancelled": 1
                     *       },
                     *       "nodes": {
                     *         "online": 1
                     *       },
                     *       "queues": [
                     *         {
                     *           "service": "ffmpeg",
                     *           "queued": 1,
                     *           "running": 1,
                     *           "workers": 1,
                     *           "oldest_seconds": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowStats"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    RunsController_history: {
        parameters: {
            query?: {
                /** @description how many of the last minutes */
                minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "minutes": [
                     *         {
                     *           "start_time": "2026-01-02T03:04:05.000Z",
                     *           "completed": 1,
                     *           "failed": 1,
                     *           "cancelled": 1,
                     *           "avg_duration_ms": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RunHistory"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    QueuesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "queues": [
                     *         {
                     *           "service": "ffmpeg",
                     *           "waiting": 1,
                     *           "running": 1,
                     *           "oldest_seconds": 1,
                     *           "workers": 1,
                     *           "desired_workers": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["QueueList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description what went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
}
